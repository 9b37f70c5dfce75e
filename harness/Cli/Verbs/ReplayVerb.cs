using System.CommandLine;
using Harness.Cli.Verbs.Diffing;
using Harness.Cli.Verbs.Explaining;
using Harness.Cli.Verbs.Replaying;
using Harness.Core.MailLogs;
using Harness.Core.MailLogs.Sessions;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness replay maillog FILE… CONFIG</c>: the sessions of a mail log against another configuration.</summary>
internal static class ReplayVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal) => new("replay", "Asks a configuration what it would have done to sessions that were.")
    {
        OfMailLog(terminal),
    };

    private static Command OfMailLog(Terminal terminal)
    {
        var given = new Argument<string[]>("FILE… CONFIG") { Description = "mail logs, as maillog takes them, and then a configuration directory, a main.cf, or REVISION:path of a git repository", Arity = new ArgumentArity(2, 10_000) };
        var predict = new Option<bool>("--predict") { Description = "by the model alone: no lab" };
        var dns = new Option<string[]>("--dns") { HelpName = "NAME=WHAT", Description = "what the DNS says of a name of which the log tells nothing: NAME=missing, failing, null-mx or an address (repeatable) [default: it exists]" };
        Option<string?> postfix = CommonOptions.Postfix();
        var outputs = new ReportOptions(DiffReports.Formats, hasVerbose: false);
        var command = new Command("maillog",
            """
            Says which mail of a log the configuration would refuse, and what was refused that it would take: a statement for each cause, with
            the deciding line and a session that shows it. Clients, HELO names, senders, recipients, TLS and logins are those of the log, and so is the
            DNS, as far as the log implies it. Without --predict a real Postfix in the lab plays the sessions as well.

            Examples:
              smtp-harness replay maillog /var/log/mail.log* ./postfix
              smtp-harness replay maillog --predict /var/log/mail.log HEAD:postfix/
              smtp-harness replay maillog --predict mail.log ./postfix --dns shop.example=missing --format markdown

            Exit status: 0 nothing changes, 1 something does, 2 could not be established, 3 usage error.
            """)
        {
            given, predict, dns, postfix, CommonOptions.NoColor(),
        };
        outputs.AddTo(command);
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            ReportPlan plan = outputs.Read(parsed);
            string[] words = parsed.GetValue(given)!;
            var request = new ReplayRequest(
                words[..^1], ConfigurationSource.Open(words[^1]), PostfixVersions.Named(parsed.GetValue(postfix)), ExplainOptions.Dns(parsed.GetValue(dns) ?? []));
            Comparison comparison = await CompareAsync(request, parsed.GetValue(predict), terminal, cancel);
            await DiffReports.WriteAsync(comparison, plan, terminal, cancel);
            return comparison.ExitStatus;
        }));
        return command;
    }

    private static async Task<Comparison> CompareAsync(ReplayRequest request, bool isPrediction, Terminal terminal, CancellationToken cancel)
    {
        LoggedMail mail;
        try
        {
            mail = await SessionReading.ReadAsync(request.Files, TimeProvider.System, cancel);
        }
        catch (MailLogException unreadable)
        {
            throw new UsageException(unreadable.Message);
        }
        var replay = new PredictedReplay(request, mail);
        return isPrediction ? replay.Comparison() : await LabReplay.CompareAsync(replay, terminal, cancel);
    }
}
