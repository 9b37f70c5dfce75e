using System.Collections.Concurrent;
using Harness.Core.Postfix.Access;
using Harness.Lab.Plays.Lane;

namespace Harness.Tests.Lab.Lane;

/// <summary>Many sessions on few connections: each has its own answer, and nothing is said before its time.</summary>
public class LaneConnectionTests
{
    private static readonly LaneLimits _patient = new(1000, 1000);

    private static readonly AccessSession _ordinary = new()
    {
        Client = System.Net.IPAddress.Parse("192.0.2.10"),
        Helo = "mail.sender.example",
        Sender = "someone@sender.example",
        Recipients = ["ok@yours.example"],
    };

    private static readonly AccessSession[] _mixed =
    [
        _ordinary with { Helo = null },
        _ordinary,
        _ordinary with { Recipients = ["no@yours.example"] },
        _ordinary with { Recipients = ["no@yours.example", "ok@yours.example"] },
        _ordinary with { Sender = "no@sender.example" },
        _ordinary with { Asked = AccessCommand.Data },
        _ordinary with { Asked = AccessCommand.EndOfData },
        _ordinary with { Recipients = ["no@yours.example"] },
        _ordinary with { Helo = "no.sender.example" },
        _ordinary with { Helo = "other.sender.example", Esmtp = false, Recipients = ["no@yours.example"] },
        _ordinary with { Asked = AccessCommand.Helo },
        _ordinary with { Helo = "third.sender.example", Recipients = ["no@yours.example"] },
        _ordinary with { Helo = "third.sender.example" },
    ];

    private static readonly string[] _answers =
    [
        "Mail 503", "Rcpt 250", "Rcpt 550", "Rcpt 250", "Mail 550", "Data 354", "EndOfData 250", "Rcpt 550", "Helo 550", "Rcpt 550", "Helo 250", "Rcpt 550", "Rcpt 250",
    ];

    [TestCase(true)]
    [TestCase(false)]
    public async Task Every_session_has_the_answer_to_its_own_commands(bool offersPipelining)
    {
        await using var server = new ToyServer { Answer = Answer(), OffersPipelining = offersPipelining };

        (await PlayAsync(server, _patient, _mixed)).Should().Equal(_answers);

        server.Impatient.Should().BeEmpty();
    }

    [Test]
    public async Task A_recipient_at_which_the_server_hangs_up_has_that_for_its_answer_and_the_others_their_own()
    {
        await using var server = new ToyServer { Answer = Answer(hangUp: "RCPT TO:<gone@yours.example>") };
        AccessSession gone = _ordinary with { Recipients = ["gone@yours.example"] };

        IReadOnlyList<string> answers = await PlayAsync(server, _patient, _ordinary, gone, _ordinary, gone, _ordinary with { Sender = "no@sender.example" });

        answers.Should().Equal("Rcpt 250", "Rcpt 0", "Rcpt 250", "Rcpt 0", "Mail 550");
    }

    [Test]
    public async Task A_connection_bears_no_more_refusals_than_the_server_forgives()
    {
        await using var server = new ToyServer { Answer = Answer() };
        AccessSession[] refused = [.. Enumerable.Repeat(_ordinary with { Recipients = ["no@yours.example"] }, 40)];

        (await PlayAsync(server, new LaneLimits(9, 99), refused)).Should().HaveCount(40).And.OnlyContain(a => a == "Rcpt 550");

        server.Connections.Should().OnlyContain(said => said.Count(l => l.Contains("<no@")) <= 9);
    }

    [Test]
    public async Task A_client_that_is_not_greeted_is_refused_all_it_would_ask()
    {
        await using var server = new ToyServer { Greeting = "554 5.7.1 go away" };

        (await PlayAsync(server, _patient, _ordinary, _ordinary with { Helo = "other.sender.example" })).Should().Equal("Connect 554", "Connect 554");
    }

    [Test]
    public async Task That_XCLIENT_is_not_allowed_is_no_answer_to_the_client()
    {
        await using var server = new ToyServer { Greeting = "550 5.7.0 Error: insufficient authorization" };

        (await PlayAsync(server, _patient, _ordinary)).Should().ContainSingle().Which.Should().StartWith("XCLIENT was answered with 550");
    }

    [Test]
    public async Task What_no_server_of_SMTP_says_is_a_fault_and_no_answer()
    {
        await using var server = new ToyServer { Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "\u001b[2J" : Answer()(line) };

        (await PlayAsync(server, _patient, _ordinary)).Should().ContainSingle().Which.Should().StartWith("garbled").And.NotContain("\u001b");
    }

    private static async Task<IReadOnlyList<string>> PlayAsync(ToyServer server, LaneLimits limits, params AccessSession[] sessions)
    {
        var listener = new Listener();
        AccessSession[] mine = [.. sessions.Select(s => s with { })];
        await using (var connection = new LaneConnection(server.ConnectAsync, "driver.example", limits, listener))
        {
            await connection.PlayAsync(mine, default);
        }

        listener.Heard.Should().HaveCount(sessions.Length, "each is told of once");
        return [.. mine.Select(s => listener.Heard.Single(h => ReferenceEquals(h.Session, s)).Answer)];
    }

    private static Func<string, string?> Answer(string? hangUp = null)
    {
        return line => line == hangUp ? null
            : line == "DATA" ? "354 go on"
            : line.Contains("no.sender.example", StringComparison.Ordinal) || line.Contains("<no@", StringComparison.Ordinal) ? "550 5.7.1 no" : "250 2.1.0 Ok";
    }

    private sealed class Listener : ILaneListener
    {
        public ConcurrentQueue<(AccessSession Session, string Answer)> Heard { get; } = [];

        public void Answered(AccessSession session, LaneAnswer answer) => Heard.Enqueue((session, $"{answer.Stage} {answer.Code}"));

        public void Failed(AccessSession session, string fault) => Heard.Enqueue((session, fault));
    }
}
