using System.CommandLine;
using Harness.Cli.Verbs.Explaining;
using Harness.Core.Verdicts;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness explain CONFIG --client …</c>: what a session will be answered, and which line decides.</summary>
internal static class ExplainVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var options = new ExplainOptions();
        var format = new Option<string?>("--format") { Description = "text or json [default: text]" };
        var command = new Command("explain",
            """
            Foretells what Postfix answers to a session, and says list by list and restriction by restriction why, with the lines of
            main.cf. Nothing is started and nothing is sent: the configuration is read, and what it does not say is assumed and told.
            With --live a lab runs the configuration, and the session is played there too: what was foretold for that server and what it
            did stand side by side.

            Examples:
              smtp-harness explain /etc/postfix --client 192.0.2.10 --helo mail.example.net --from a@example.net --to b@example.org
              smtp-harness explain main.cf --client 192.0.2.10 --helo localhost --from '' --to b@example.org --postfix 3.10
              smtp-harness explain main.cf --client 192.0.2.10 --helo mail.example.net --to b@example.org --listed zen.spamhaus.org

            Exit status: 0 the answer is known, 1 the lab's server did otherwise (--live), 2 something decides that cannot be known here, 3 usage error.
            """);
        options.AddTo(command);
        var live = new Option<bool>("--live") { Description = "plays the session in the lab as well, and shows both" };
        command.Options.Add(format);
        command.Options.Add(live);
        command.Options.Add(CommonOptions.QuietProgress());
        command.Options.Add(CommonOptions.NoColor());
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            string form = parsed.GetValue(format) ?? "text";
            if (form is not ("text" or "json"))
            {
                throw new UsageException($"no format {form}: give text or json");
            }

            ExplainRequest request = options.Read(parsed);
            if (parsed.GetValue(live))
            {
                return await LiveExplaining.PlayAsync(request, form, terminal, cancel);
            }

            Explained explained = Explained.Of(request);
            if (form == "json")
            {
                terminal.Out.Write(ExplainJson.Write(explained));
            }
            else
            {
                new ExplainText(terminal.Report).Write(explained);
            }

            return explained.Explanation.Outcome.UnknownBecause is null ? ExitStatus.Conforms : ExitStatus.NotEstablished;
        }));
        return command;
    }
}
