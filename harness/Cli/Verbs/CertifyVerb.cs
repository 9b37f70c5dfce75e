using System.CommandLine;
using Harness.Cli.Verbs.Domains;
using Harness.Core.Catalogue;
using Harness.Core.Dns.Lookup;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Residency;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness certify CONFIG</c> or <c>--server HOST</c>: claim by claim, in the lab or against a running server.</summary>
internal static class CertifyVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var config = new Argument<string?>("CONFIG") { Description = "a Postfix configuration directory, or a main.cf", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> policy = CommonOptions.Policy();
        Option<string[]> only = CommonOptions.Only();
        Option<string[]> except = CommonOptions.Except();
        Option<string?> shard = CommonOptions.Shard();
        Option<string?> postfix = CommonOptions.Postfix();
        var outputs = new ReportOptions(ReportPlan.Formats);
        var servers = new ServerOptions();
        var domains = new DomainOptions();
        var pseudonyms = new PseudonymOptions();
        var residency = new Option<string?>("--residency") { Description = "FILE that declares where mail and what it says of people may be; with CONFIG or --domain" };
        var command = new Command("certify",
            """
            Attacks a mail server and says claim by claim what held: a configuration on a real Postfix in the lab, or a
            running server of any make from outside, to which only the mailboxes that you name are written. With --domain it
            asks whether the domain's mail arrives: DNS, policies, exchangers; nothing is written to anybody.

            Examples:
              smtp-harness certify fixtures/guide
              smtp-harness certify /etc/postfix --only 'helo/*' --verbose
              smtp-harness certify /etc/postfix --postfix 3.10
              smtp-harness certify /etc/postfix --shard 2/5 --format json --output run-2.json
              smtp-harness certify /etc/postfix --format html --output report.html
              smtp-harness certify ./main.cf --format json --output run.json --format junit --output tests.xml
              smtp-harness certify --server mx.example.org --sender me@elsewhere.example --recipient me@example.org
              smtp-harness certify --server mx.example.org:587 --tls starttls --user me --password-file pw --sender … --recipient …
              smtp-harness certify --domain example.no --dkim-selector mail --sending-address 192.0.2.25
              smtp-harness certify /etc/postfix --residency norway.yaml --only 'residency/*'
            """)
        {
            config, policy, only, except, shard, postfix, residency, CommonOptions.NoColor(),
        };
        outputs.AddTo(command);
        pseudonyms.AddTo(command);
        servers.AddTo(command);
        domains.AddTo(command);
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            string? given = parsed.GetValue(config);
            DomainInquiry? domain = domains.Read(parsed);
            bool isServer = servers.AreMeant(parsed, given, alone: domain is not null);
            PostfixVersion version = PostfixVersions.Named(parsed.GetValue(postfix));
            if (given is null && parsed.GetValue(postfix) is not null)
            {
                throw new UsageException("--postfix is for a configuration, which runs in the lab; leave it out for --server and --domain");
            }

            Area? area = parsed.GetValue(residency) is { } declared ? ResidencyFiles.Declared(declared) : null;
            ReportPlan plan = outputs.Read(parsed);
            Func<Judgement, Judgement> shown = pseudonyms.Read(parsed);
            Policy judge = Policies.Load(parsed.GetValue(policy));
            var wanted = Wanted.Of(parsed.GetValue(only), parsed.GetValue(except), judge, plays: given is not null || isServer, domain is not null, area is not null);
            (wanted, Shard? part) = Part(parsed.GetValue(shard), wanted);
            ConfigurationFiles? files = given is null ? null : ConfigurationFiles.Open(given);
            domain = domain?.SentBy(SendingName.Of(files?.MainCf));
            RunRecord? record = wanted.Attacks.Count == 0 ? null
                : isServer ? await ServerRun.PlayAsync(await servers.ReadAsync(parsed, Kinds(), terminal.Tell, cancel), wanted.Attacks, judge, terminal, cancel)
                : await LabRun.PlayAsync(files!, version, wanted.Attacks, judge, terminal, cancel);
            record = wanted.Domain.Count == 0 ? record : await DomainRun.PlayAsync(domain!, wanted.Domain, record, judge, terminal, cancel);
            record = wanted.Residency.Count == 0 ? record! : await DomainRun.PlayAsync(
                ResidencyFiles.Subject(area!, files, version, domain?.Subject.Name, domain?.Dns ?? new ResolverLookup(null)), given ?? domain!.Subject.Name, wanted.Residency, record, judge, cancel);
            Judgement judgement = Judge.Judging(record with { Shard = part?.ToString() }, judge);
            await plan.WriteAsync(shown(judgement), terminal, cancel);
            return judgement.ExitStatus;
        }));
        return command;
    }

    private static (Wanted Mine, Shard? Part) Part(string? given, Wanted all)
    {
        if (given is null)
        {
            return (all, null);
        }

        try
        {
            var part = Shard.Parse(given);
            Wanted mine = all.Of(part);
            return mine.Count > 0 ? (mine, part) : throw new UsageException($"--shard {given}: there are {all.Count} attacks only; split them into fewer parts");
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"--shard: {wrong.Message}");
        }
    }

    private static string[] Kinds() => [.. AttackCatalogue.Shipped().Attacks.SelectMany(a => Needs.Of(a).Clients).Distinct()];
}
