using System.CommandLine;
using Harness.Core.Catalogue;
using Harness.Core.Evidence;
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
        Option<string?> postfix = CommonOptions.Postfix();
        var outputs = new ReportOptions(ReportPlan.Formats);
        var servers = new ServerOptions();
        var command = new Command("certify",
            """
            Attacks a mail server and says claim by claim what held: a configuration on a real Postfix in the lab, or a
            running server of any make from outside, to which only the mailboxes that you name are written.

            Examples:
              smtp-harness certify fixtures/guide
              smtp-harness certify /etc/postfix --only 'helo/*' --verbose
              smtp-harness certify /etc/postfix --postfix 3.10
              smtp-harness certify /etc/postfix --format html --output report.html
              smtp-harness certify ./main.cf --format json --output run.json --format junit --output tests.xml
              smtp-harness certify --server mx.example.org --sender me@elsewhere.example --recipient me@example.org
              smtp-harness certify --server mx.example.org:587 --tls starttls --user me --password-file pw --sender … --recipient …
            """)
        {
            config, policy, only, except, postfix, CommonOptions.NoColor(),
        };
        outputs.AddTo(command);
        servers.AddTo(command);
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            bool isServer = servers.AreMeant(parsed, parsed.GetValue(config));
            PostfixVersion version = PostfixVersions.Named(parsed.GetValue(postfix));
            if (isServer && parsed.GetValue(postfix) is not null)
            {
                throw new UsageException("--postfix is for a configuration, which runs in the lab; leave it out for --server");
            }

            ReportPlan plan = outputs.Read(parsed);
            Policy judge = Policies.Load(parsed.GetValue(policy));
            Attack[] attacks = [.. Attacks.Select(parsed.GetValue(only), parsed.GetValue(except)).Where(a => judge.LevelOf(a.Id) is not null)];
            if (attacks.Length == 0)
            {
                throw new UsageException($"policy {judge.Name} counts none of the attacks that are left");
            }

            RunRecord record = isServer
                ? await ServerRun.PlayAsync(await servers.ReadAsync(parsed, Kinds(), terminal.Tell, cancel), attacks, judge, terminal, cancel)
                : await LabRun.PlayAsync(ConfigurationFiles.Open(parsed.GetValue(config)!), version, attacks, judge, terminal, cancel);
            Judgement judgement = Judge.Judging(record, judge);
            await plan.WriteAsync(judgement, terminal, cancel);
            return judgement.ExitStatus;
        }));
        return command;
    }

    private static string[] Kinds() => [.. AttackCatalogue.Shipped().Attacks.SelectMany(a => Needs.Of(a).Clients).Distinct()];
}
