using Harness.Core.Postfix.MailLog;
using Harness.Lab.Clients;

namespace Harness.Lab.Logs;

/// <summary>What the containers of one lab say, sorted to those who wait for it.</summary>
internal sealed class LabOutput
{
    /// <summary>The resolver serves.</summary>
    public Announcement Dns { get; } = new("start of service");

    /// <summary>The gate is open.</summary>
    public Announcement Vantage { get; } = new("@harness ready");

    /// <summary>The mail exchangers outside listen.</summary>
    public Announcement World { get; } = new("@harness ready");

    /// <summary>The mail log of the server under test.</summary>
    public MailLogFollower Log { get; } = new([.. KnownClients.Crowd.Select(c => c.Address)]);

    /// <summary>What arrived outside.</summary>
    public WorldArrivals Arrivals { get; } = new();

    /// <summary>What stands in the mailboxes of the server under test.</summary>
    public MailboxTexts Mailboxes { get; } = new();

    /// <summary>How the configuration that was loaded last was composed.</summary>
    public LoadReport Report { get; private set; } = new();

    /// <summary>Another configuration is about to be loaded.</summary>
    public void ExpectReport() => Report = new LoadReport();

    /// <summary>Takes a line of world.</summary>
    public void TakeWorld(string line)
    {
        World.Take(line);
        Arrivals.Take(line);
    }

    /// <summary>Takes a line of mx.</summary>
    public void TakeMx(string line)
    {
        if (line.StartsWith("@harness stopped", StringComparison.Ordinal))
        {
            Log.TakeStop();
            return;
        }

        if (Mailboxes.TryTake(line) || Report.TryTake(line))
        {
            return;
        }

        const string Fatal = "fatal:";
        if (MailLogLine.TryParse(line) is { } logged)
        {
            Log.Take(logged);
        }
        else if (line.IndexOf(Fatal, StringComparison.Ordinal) is var at and >= 0)
        {
            // Postfix programs that start before the log is open speak to standard error.
            Log.Take(new MailLogLine(null, "master", "postfix/master", 0, line[at..], line));
        }
    }
}
