using System.Net;
using Harness.Core.Catalogue;
using Harness.Core.Engine;
using Harness.Core.Engine.Remote;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using Harness.Lab.Clients;
using Harness.Lab.Servers;

namespace Harness.Lab.Tests.Catalogue;

/// <summary>
/// What the catalogue finds on the other mail servers, seen from outside only, is what was seen by hand (<see cref="GoldenVerdicts"/>).
/// </summary>
[Parallelizable(ParallelScope.All)]
public class OtherServerVerdictTests
{
    // One circumstance of the relay matrix, of eight: a server that is no Postfix has no crowd, so each row is eleven sessions.
    private const string Circumstance = "relay/matrix/plain/";

    // By which an arrival is known.
    private const string Token = "relayed-by-the-harness";

    private static readonly string[] _kinds = ["outsider", "no-ptr", "neighbour", "zen-sbl"];

    private static readonly Policy _everything = PolicyReader.Read("title: every claim\nrules: [{ attacks: \"*\", level: must }]\n", "everything", "everything.yaml");

    // How long a server puts up with slow clients, and how many it has room for, is for time to tell, and for the other tests.
    private static readonly string[] _slow = ["clients/slow/", "clients/shed/", "clients/flood"];

    // What time decides, or what takes more of it than a test has.
    private static readonly Dictionary<ServerKind, string[]> _leftOut = new()
    {
        // The rest of a line that is too long is a second command to Exim; whether its answer is there before the next is said, varies.
        [KnownServers.Exim] = ["helo/length/huge", "limits/command-line/huge"],
        // Whether it is done with a message when the next command comes, without which it closes, varies.
        [KnownServers.OpenSmtpd] = [.. AttackCatalogue.Shipped().Attacks.Select(a => a.Id).Where(i => i.StartsWith("smuggling/by-turns/"))],
        // Sendmail doubles its nap with each NOOP after the twentieth, and takes its time with 1,500 recipients.
        [KnownServers.Sendmail] = ["limits/idle-noop", "limits/idle-noop-many", "limits/recipients-bounded"],
    };

    // Of OpenSMTPD's connections no more than five may wait to be
    // taken. Sendmail's banner is a second late, which costs waiting only.
    private static readonly Dictionary<ServerKind, int> _parallel = new() { [KnownServers.OpenSmtpd] = 4, [KnownServers.Sendmail] = 48 };
    private const int Few = 2;

    private static ServerKind[] Servers => [KnownServers.Exim, KnownServers.OpenSmtpd, KnownServers.Sendmail];

    [TestCaseSource(nameof(Servers))]
    public async Task Finds_what_is_true(ServerKind kind)
    {
        Judgement judgement = await JudgeAsync(kind, a => !_leftOut[kind].Contains(a.Id) && !_slow.Any(a.Id.StartsWith) && (!a.Id.StartsWith("relay/matrix/") || a.Id.StartsWith(Circumstance)));

        judgement.Findings.Where(f => f.Verdict == Verdict.Error).Select(f => $"{f.Attack.Id}: {f.Reason}").Should().BeEmpty();
        GoldenVerdicts.Compare($"{kind.Name}.txt", judgement.Findings);
    }

    [Test]
    public async Task The_open_relay_is_said_to_take_what_it_is_seen_to_hand_on()
    {
        Judgement judgement = await JudgeAsync(
            KnownServers.OpenRelay, a => a.Id is "relay/outside/plain" or "relay/outside/no-brackets" or "relay/outside/source-route" or "relay/outside/percent", $"{Token}@tls.example");

        GoldenVerdicts.Lines(judgement.Findings).Should().Contain(l => l.Contains("fail") && l.EndsWith(" relay/outside/plain"));
        judgement.Findings.Single(f => f.Attack.Id == "relay/outside/plain").Reason.Should()
            .Contain("accepted at DATA").And.NotContain("delivered");
        (await SharedLab.Lab.ArrivedOutsideAsync($"{Token}@tls.example", TimeSpan.FromSeconds(20), TestContext.CurrentContext.CancellationToken)).Should().NotBeNull();
    }

    [Test]
    public async Task What_greylisting_puts_off_is_told_from_what_is_refused()
    {
        string[] asked = ["relay/outside/plain", "address/roles/abuse", "address/postmaster/mixed-case", "helo/wellformed/own-name", "enumeration/rcpt/outsider"];
        Judgement plain = await JudgeAsync(KnownServers.Exim, a => asked.Contains(a.Id), parallel: Few);
        Judgement greylisted = await JudgeAsync(KnownServers.Greylisting, a => asked.Contains(a.Id));

        greylisted.Record.Bracket.Should().OnlyContain(b => b.Accepted);
        greylisted.Record.Bracket[0].Detail.Should().Contain("first answered 451");
        GoldenVerdicts.Lines(greylisted.Findings).Should().Equal(GoldenVerdicts.Lines(plain.Findings));
    }

    internal static async Task<Judgement> JudgeAsync(ServerKind kind, Func<Attack, bool> wanted, string outside = "someone@tls.example", int? parallel = null)
    {
        CancellationToken cancel = TestContext.CurrentContext.CancellationToken;
        await SharedLab.Lab.ServerAsync(kind, TestContext.Progress.WriteLine, cancel);
        SocksDoor[] doors = [.. _kinds.Select(k => SharedLab.Lab.OpenSocks(k, which: k == "outsider" ? Array.IndexOf([.. KnownServers.All], kind) : 0))];
        try
        {
            var server = new RemoteServer
            {
                Host = KnownServers.HostName,
                Addresses = [IPAddress.Parse(kind.Address)],
                Port = 25,
                Sender = "someone@sender.example",
                Recipient = KnownServers.Recipient,
                Outside = outside,
                HeloName = doors[0].Client.Name,
                Vantages = _kinds.Zip(doors).ToDictionary(d => d.First, d => new Proxy(d.Second.EndPoint, null)),
                Parallel = parallel ?? _parallel.GetValueOrDefault(kind, 12),
                Rate = kind == KnownServers.Sendmail ? 40 : 1000,
                Intrusive = true,
                RetryAfter = TimeSpan.FromSeconds(3),
            };
            (RemoteTarget? target, string why) = await RemoteTarget.GreetAsync(server, Deadlines.Default, TimeProvider.System, cancel);
            target.Should().NotBeNull(why);
            RunRecord record = await new AttackRun(target!, Deadlines.Default, TimeProvider.System)
                .PlayAsync([.. AttackCatalogue.Shipped().Attacks.Where(wanted)], _everything.Name, DateTimeOffset.UtcNow, null, cancel);
            return Judge.Judging(record, _everything);
        }
        finally
        {
            foreach (SocksDoor door in doors)
            {
                await door.DisposeAsync();
            }
        }
    }
}
