using System.CommandLine;
using Harness.Cli.Verbs.Proving;
using Harness.Core.Reports.Proving;
using Harness.Core.Verdicts.Proving;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness prove CONFIG [CLAIM]</c>: a claim over all sessions that the configuration's own matrix has for it.</summary>
internal static class ProveVerb
{
    private static readonly string[] _formats = ["text", "json", "junit"];

    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var config = new Argument<string>("CONFIG") { Description = "a configuration directory, a main.cf, or REVISION:path of a git repository" };
        var claims = new Argument<string[]>("CLAIM") { Description = $"a claim's id, or a glob [default: {ProvableClaims.Usual}]", Arity = ArgumentArity.ZeroOrMore };
        var predict = new Option<bool>("--predict") { Description = "by the model alone: no lab" };
        Option<string?> postfix = CommonOptions.Postfix();
        var outputs = new ReportOptions(_formats);
        var command = new Command("prove",
            $"""
            Goes through every session that a claim is about: all clients, HELO names, senders, recipients and ways to go about it that
            the configuration gives, crossed with one another. Says whether none is let in, what refuses them, and which are one
            property away from being let in; these are played on a real Postfix in the lab.

            Claims:
            {string.Join("\n", Listed().Select(c => $"  {c.Id,-26} {c.Sentence}"))}

            Examples:
              smtp-harness prove /etc/postfix
              smtp-harness prove --predict /etc/postfix address/own-sender dnsbl/listed/zen.spamhaus.org
              smtp-harness prove --predict /etc/postfix '*' --quiet

            Exit status: 0 holds, 1 refuted, 2 could not be established, 3 usage error.
            """)
        {
            config, claims, predict, postfix, CommonOptions.NoColor(),
        };
        outputs.AddTo(command);
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            ReportPlan plan = outputs.Read(parsed);
            string[] wanted = parsed.GetValue(claims) is { Length: > 0 } given ? given : [ProvableClaims.Usual];
            var request = new ProveRequest(ConfigurationSource.Open(parsed.GetValue(config)!), PostfixVersions.Named(parsed.GetValue(postfix)), wanted, parsed.GetValue(predict));
            // A claim that is not there is told before a lab is started.
            _ = request.Chosen([ProvableClaims.Listed]);
            ProofReport report = request.IsPrediction ? PredictedProof.Of(request, cancel) : await LabProof.OfAsync(request, terminal, cancel);
            await plan.WriteAsync(f => Text(report, f, plan), () => terminal.Show(Text(report, "text", plan)), terminal, cancel);
            return report.ExitStatus;
        }));
        return command;
    }

    private static IEnumerable<ProvableClaim> Listed()
        => [.. ProvableClaims.All, ProvableClaims.ListedOn("ZONE"), ProvableClaims.InClear];

    private static string Text(ProofReport report, string format, ReportPlan plan)
    {
        var text = new StringWriter { NewLine = "\n" };
        switch (format)
        {
            case "json":
                return ProofJson.Write(report);
            case "junit":
                ProofJUnit.Write(report, text);
                break;
            default:
                new ProofText(plan.Verbose, plan.Quiet).Write(report, text);
                break;
        }
        return text.ToString();
    }
}
