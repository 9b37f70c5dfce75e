using Harness.Core.Postfix.Access;
using Harness.Core.Verdicts;
using Harness.Lab;
using Harness.Lab.Plays;

namespace Harness.Cli.Verbs.Explaining;

/// <summary><c>explain --live</c>: the session foretold for the lab's server, and played there.</summary>
internal static class LiveExplaining
{
    /// <summary>Starts a lab, asks the model and the server, and shows both.</summary>
    /// <exception cref="UsageException">Something was said that the lab cannot do.</exception>
    public static async Task<ExitStatus> PlayAsync(ExplainRequest request, string format, Terminal terminal, CancellationToken cancel)
    {
        if (format != "text" || request.Listed.Count > 0 || request.Accounts is not null)
        {
            throw new UsageException("--live shows text, and the lab has lists and accounts of its own: leave out --format, --listed and --account");
        }

        terminal.Tell("starting the lab");
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(request.Files, terminal.Tell, cancel, request.Version);
        await using (lab)
        {
            LabServer server = await lab.ServerSideAsync(target, cancel);
            var model = AccessModel.Of(server.Configuration.Parameters, server.World);
            PlayedSession played = (await target.AccessPlayer().PlayAsync([request.Session], cancel))[0];
            var agreement = new Agreement(model.Explain(request.Session), played);
            new ExplainText(terminal.Report).Write(new Explained(request, agreement.Predicted, ["the tables, accounts, addresses and DNS of the lab"]));
            terminal.Report.Profile.Out.Writer.WriteLine($"\nplayed on {target.Describe().Software}\n  {agreement.Observed}\n");
            terminal.Report.Profile.Out.Writer.WriteLine(agreement switch
            {
                { Played.Fault: not null } => "The session could not be played.",
                { Difference: { } difference } => $"They disagree: {Core.Smtp.Visible.Escape(difference)}",
                { IsOpen: true } => "What was foretold is open: the server knew more.",
                _ => "They agree, restriction by restriction.",
            });
            return played.Fault is not null ? ExitStatus.NotEstablished : agreement.Difference is null ? ExitStatus.Conforms : ExitStatus.Findings;
        }
    }
}
