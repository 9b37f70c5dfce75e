using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Tests.Smtp;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine;

public sealed class SessionPlayerTests
{
    private static readonly FakeTarget Silent = new(() => Task.FromResult<(Stream?, string)>((null, "refused")));

    private static async Task<string> SentAsync(Attack attack, bool control)
    {
        await using ScriptedServer server = ScriptedServer.Play(new Script().Send("220 mx\r\n").ReadUntil("QUIT").Close());
        await PlayAsync(FakeTarget.Of(server), attack, control, Short);
        await server.Finished;
        return System.Text.Encoding.ASCII.GetString(server.Received).Split("\r\n")[0];
    }

    private static Attack Bound => Attack(new SendOctets("HELO {name}\r\n", null, 0)) with
    {
        Let = new Dictionary<string, string> { ["name"] = "pc" },
        Control = new Control { Let = new Dictionary<string, string> { ["name"] = "{helo}" }, Pass = [] },
    };

    [Test]
    public async Task Placeholders_are_filled_from_the_attack() => (await SentAsync(Bound, control: false)).Should().Be("HELO pc");

    [Test]
    public async Task Bindings_of_the_control_override_those_of_the_attack()
        => (await SentAsync(Bound, control: true)).Should().Be("HELO mail.outsider.example");

    [TestCase("{recipient}", "alice@test.example")]
    [TestCase("{client}", "198.51.100.9")]
    [TestCase("{{x}}", "{x}")]
    public async Task Placeholders_are_filled_from_target_and_client(string text, string filled)
        => (await SentAsync(Attack(new SendOctets($"VRFY {text}\r\n", null, 0)), control: false)).Should().Be($"VRFY {filled}");

    [Test]
    public async Task A_kind_of_client_the_target_lacks_is_named()
    {
        Observation seen = await PlayAsync(Silent, Attack(Say("HELO a")) with { From = "ipv6" });
        seen.Lacking.Should().Be("a client of the kind ipv6");
        (seen.Outcome, seen.Fault).Should().Be((null, null));
    }

    [Test]
    public async Task A_control_speaks_from_its_own_client()
    {
        Attack attack = Attack(Say("HELO a")) with { Control = new Control { From = "inside", Pass = [] } };
        (await PlayAsync(Silent, attack, control: true)).Client!.Kind.Should().Be("inside");
    }

    [Test]
    public async Task A_failure_of_the_vantage_is_a_fault_of_the_harness()
    {
        var broken = new FakeTarget(() => throw new InvalidOperationException("the gate\u001b is stuck"));
        (await PlayAsync(broken, Attack(Say("HELO a")))).Fault.Should().Be(@"InvalidOperationException: the gate\u{001B} is stuck");
    }

    [Test]
    public async Task A_client_is_given_back_after_a_failure()
    {
        var broken = new FakeTarget(() => throw new InvalidOperationException("stuck"));
        await PlayAsync(broken, Attack(Say("HELO a")));
        broken.GivenBack.Should().Be(1);
    }

    [Test]
    public async Task A_fact_the_target_lacks_is_a_fault_of_the_harness()
    {
        await using ScriptedServer server = ScriptedServer.Play(new Script().Send("220 mx\r\n").Stall());
        (await PlayAsync(FakeTarget.Of(server), Attack(Say("RCPT TO:<{outside}>")))).Fault.Should().Contain("{outside} has no value");
    }

    [Test]
    public async Task Cancelling_is_no_fault_but_an_exception()
    {
        using var cancelled = new CancellationTokenSource();
        await using ScriptedServer server = ScriptedServer.Play(new Script().Send("220 mx\r\n").Stall());
        Task<Observation> session = new SessionPlayer(FakeTarget.Of(server), Deadlines.Default, TimeProvider.System)
            .PlayAsync(Attack(Say("HELO a")), false, cancelled.Token);
        await cancelled.CancelAsync();
        await FluentActions.Awaiting(() => session).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task What_the_server_left_behind_is_in_the_observation()
    {
        await using ScriptedServer server = ScriptedServer.Play(new Script().Send("220 mx\r\n").ReadUntil("QUIT").Close());
        FakeTarget target = new(async () => (await server.ConnectAsync(), "")) { Side = new ServerSide([], [], "no end of session") };
        Observation seen = await PlayAsync(target, Attack(new SendOctets("NOOP\r\n", null, 0)));
        (seen.Missing, seen.Log!.Count, seen.Arrivals!.Count).Should().Be(("no end of session", 0, 0));
    }
}
