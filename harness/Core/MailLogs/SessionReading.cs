using Harness.Core.MailLogs.Digesting;
using Harness.Core.MailLogs.Reading;
using Harness.Core.MailLogs.Sessions;

namespace Harness.Core.MailLogs;

/// <summary>Reads the sessions that mail logs tell.</summary>
public static class SessionReading
{
    /// <summary>Reads logs to their ends, in the order of time.</summary>
    /// <param name="paths">The files; <c>-</c> is standard input.</param>
    /// <param name="clock">The clock of this machine.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="MailLogException">One cannot be read, or has no line of Postfix in it.</exception>
    public static async Task<LoggedMail> ReadAsync(IReadOnlyList<string> paths, TimeProvider clock, CancellationToken cancel)
    {
        var sessions = new SessionReader();
        var lines = new Digest();
        foreach (LogFile file in await LogOrder.OfAsync(paths, clock.GetLocalNow().DateTime, cancel))
        {
            long before = lines.OfPostfix;
            var reader = new LogReader(new BothListeners(lines, sessions), file.Written);
            await using Stream stream = file.Open();
            await file.ReadAsync(reader, stream, _ => { }, cancel);
            reader.End();
            if (lines.OfPostfix == before)
                throw new MailLogException($"{file.Path}: no line of Postfix in it; is it a mail log?");
        }
        sessions.End();
        return sessions.Mail;
    }
}
