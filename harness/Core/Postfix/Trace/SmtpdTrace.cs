using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.MailLog;

namespace Harness.Core.Postfix.Trace;

/// <summary>
/// Reads what smtpd logs about itself for the clients in debug_peer_list (debug_peer_level = 1, postconf(5)): commands,
/// replies, and the name and status of every restriction. The format is the same from Postfix 2.3 to 3.11.
/// </summary>
public static class SmtpdTrace
{
    /// <summary>
    /// The commands of one session, in order. Lines of other programs and ordinary log lines may be among the input; an
    /// incomplete or mangled trace gives what can be made of it.
    /// </summary>
    /// <param name="linesOfOneSmtpdSession">Lines between <c>connect from</c> and <c>disconnect from</c> of one process id.</param>
    public static IReadOnlyList<CommandTrace> Read(IEnumerable<MailLogLine> linesOfOneSmtpdSession) =>
        Read(linesOfOneSmtpdSession, null);

    /// <summary>
    /// The same, with the configuration that was in force, which tells smtpd_relay_restrictions from
    /// smtpd_recipient_restrictions in <see cref="RestrictionStep.Parameter"/>.
    /// </summary>
    public static IReadOnlyList<CommandTrace> Read(IEnumerable<MailLogLine> linesOfOneSmtpdSession, MainCf? configuration)
    {
        var reader = new TraceReader();
        foreach (var line in linesOfOneSmtpdSession)
        {
            if (line.Program == "smtpd")
                reader.Take(line.Text);
        }
        var commands = reader.Finish();
        return configuration is null
            ? commands
            : [.. commands.Select(command => RecipientLists.Tell(command, configuration))];
    }

    /// <summary>
    /// True for debug noise of smtpd(8) or smtp(8); false for what would be logged without debug_peer_list, in doubt false.
    /// </summary>
    public static bool IsTrace(MailLogLine line) =>
        line.Program is "smtpd" or "smtp" or "lmtp" && line.QueueId is null && TraceNoise.Is(line.Text);
}
