using Harness.Core.Catalogue;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;
using Harness.Core.Remedies;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Tests.Remedies;

/// <summary>Runs of shipped attacks against a server that does exactly what the access model foretells.</summary>
internal static class ForetoldRun
{
    /// <summary>The guide's main.cf.</summary>
    public static readonly string Guide = File.ReadAllText(Path.Combine(Checkout.Root, "fixtures", "guide", "main.cf"));

    private static readonly Policy _policy = new("all", "all", [new("dnsbl/failing/*-lists-everyone", Level.May), new("*", Level.Must)], []);

    private static readonly IReadOnlyList<ClientSeen> _clients =
    [
        new("outsider", "192.0.2.10", "mail10.outsider.example"), new("inside", "192.168.7.77", "pc.inside.example"),
        new("zen-sbl", "192.0.2.32", "zen-sbl.botnet.example"), new("spamcop", "192.0.2.48", "spamcop.botnet.example"),
        new("both-lists", "192.0.2.52", "both-lists.botnet.example"), new("inside-listed", "192.168.7.78", null),
    ];

    private static readonly Dictionary<string, string> _facts = new()
    {
        [TargetFacts.Sender] = "someone@sender.example",
        [TargetFacts.Recipient] = "alice@yourdomain.no",
        [TargetFacts.Mx] = "mail.yourdomain.no",
        [TargetFacts.Domain] = "yourdomain.no",
        [TargetFacts.Address] = "203.0.113.25",
        [TargetFacts.Unknown] = "nobody-of-that-name@yourdomain.no",
        [TargetFacts.Outside] = "someone@tls.example",
        [TargetFacts.OutsideUser] = "someone",
        [TargetFacts.OutsideDomain] = "tls.example",
    };

    /// <summary>Attacks of the catalogue, by globs.</summary>
    public static IReadOnlyList<Attack> Attacks(params string[] globs)
        => [.. AttackCatalogue.Shipped().Attacks.Where(a => globs.Any(g => Glob.Matches(g, a.Id)))];

    /// <summary>The run with what <see cref="Foretelling"/> adds to it.</summary>
    /// <param name="mainCf">The configuration.</param>
    /// <param name="attacks">The attacks.</param>
    /// <param name="masterCf">Its master.cf; null for the release's own.</param>
    /// <param name="otherwise">Changes what was seen.</param>
    public static RunRecord Of(string mainCf, IReadOnlyList<Attack> attacks, string? masterCf = null, Func<Observation, Observation>? otherwise = null)
    {
        ServerUnderTest server = Server(mainCf, masterCf);
        var foreteller = new Foreteller(server, server.Main);
        Observation[] seen =
        [
            .. attacks.SelectMany(Session.Of).Select(s => (Session: s, Client: _clients.FirstOrDefault(c => c.Kind == s.Kind)))
                .Select(s => s.Client is null ? null : foreteller.Foretell(s.Session, s.Client)).OfType<Observation>()
                .Select(o => otherwise?.Invoke(o with { Predicted = null }) ?? o with { Predicted = null }),
        ];
        var record = new RunRecord
        {
            Schema = RunRecord.CurrentSchema,
            Tool = "test",
            Started = DateTimeOffset.UnixEpoch,
            Seconds = 1,
            Policy = "all",
            Target = new("main.cf", "Postfix 3.7.11", mainCf, "main.cf", [], _clients, null, []),
            Bracket = [new("before", true, "250"), new("after", true, "250")],
            Attacks = attacks,
            Observations = seen,
        };
        return Foretelling.Add(record, _policy, server);
    }

    /// <summary>The judgement of such a run.</summary>
    public static Judgement Judged(RunRecord record) => Judge.Judging(record, _policy);

    /// <summary>The lines that mend one attack.</summary>
    public static IReadOnlyList<string> Lines(RunRecord record, string attack)
        => [.. record.Remedies.Where(r => r.Attack == attack).SelectMany(r => r.Lines).Select(l => l.ToString())];

    private static ServerUnderTest Server(string mainCf, string? masterCf)
    {
        PostfixRelease release = new(3, 7);
        var names = new KnownZones().Complete("");
        foreach (string domain in new[] { "sender.example", "tls.example", "yourdomain.no" }.Concat(_clients.Select(c => c.Name!).Where(n => n is not null)))
            names.Add(domain, NameType.A, NameAnswer.Of(System.Net.IPAddress.Parse("198.51.100.1")));
        foreach (string listed in new[] { "32.2.0.192.zen.spamhaus.org", "52.2.0.192.zen.spamhaus.org", "48.2.0.192.bl.spamcop.net", "52.2.0.192.bl.spamcop.net" })
        {
            names.Add(listed, NameType.A, NameAnswer.Of(System.Net.IPAddress.Parse("127.0.0.2")));
            names.Add(listed, NameType.Txt, new(NameStatus.Found) { Texts = ["listed as 127.0.0.2"] });
        }

        return new(
            MainCf.Parse(mainCf, "main.cf"), masterCf is null ? MasterCf.Default(release) : MasterCf.Parse(masterCf, "master.cf"), release,
            MachineFacts.Named("mx.lab.example"), new AccessWorld(new TableOpener(new Accounts(), release, ["alice", "root"]), names), _facts,
            _clients, c => c.Name ?? $"[{c.Address}]");
    }

    private sealed class Accounts : ITableFiles
    {
        public TableFile Read(string path) => path.EndsWith("aliases", StringComparison.Ordinal) ? new(TableFileStatus.Present, "postmaster: root\n") : TableFile.Absent;
    }
}
