using Harness.Core.Fuzz;
using Harness.Core.Postfix.MailLog;

namespace Harness.Lab.Logs;

/// <summary>What the containers of one lab say, sorted to those who wait for it.</summary>
internal sealed class LabOutput
{
    private volatile IMailWitness[] _witnesses = [];

    /// <summary>Output of a lab that is about to start.</summary>
    /// <param name="unfollowed">The addresses of clients whose sessions nobody looks for in the mail log.</param>
    public LabOutput(IReadOnlyCollection<string> unfollowed)
    {
        Log = new(unfollowed);
        Mailboxes.Told = (id, text) => Tell(w => w.Kept(id, text));
        Arrivals.Told = (id, arrival) => Tell(w => w.Arrived(id, arrival));
    }

    /// <summary>The resolver serves.</summary>
    public Announcement Dns { get; } = new("start of service");

    /// <summary>The gate is open.</summary>
    public Announcement Gate { get; } = new("@harness gate ready");

    /// <summary>The mail exchangers outside listen.</summary>
    public Announcement World { get; } = new("@harness exchangers ready");

    /// <summary>The mail log of the server under test.</summary>
    public MailLogFollower Log { get; }

    /// <summary>What arrived outside.</summary>
    public WorldArrivals Arrivals { get; } = new();

    /// <summary>What stands in the mailboxes of the server under test.</summary>
    public MailboxTexts Mailboxes { get; } = new();

    /// <summary>How the configuration that was loaded last was composed.</summary>
    public LoadReport Report { get; private set; } = new();

    /// <summary>Another configuration is about to be loaded.</summary>
    public void ExpectReport() => Report = new LoadReport();

    /// <summary>Tells a witness of every message from now on.</summary>
    public IDisposable Watch(IMailWitness witness)
    {
        lock (Log)
        {
            _witnesses = [.. _witnesses, witness];
        }

        return new Watching(this, witness);
    }

    /// <summary>Takes a line of the rest of the internet.</summary>
    public void TakeInternet(string line)
    {
        Dns.Take(line);
        Gate.Take(line);
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
            Tell(w => w.Logged(logged));
        }
        else if (line.IndexOf(Fatal, StringComparison.Ordinal) is var at and >= 0)
        {
            // Postfix programs that start before the log is open speak to standard error.
            Log.Take(new MailLogLine(null, "master", "postfix/master", 0, line[at..], line));
        }
    }

    private void Tell(Action<IMailWitness> what)
    {
        foreach (IMailWitness witness in _witnesses)
        {
            what(witness);
        }
    }

    private sealed class Watching(LabOutput output, IMailWitness witness) : IDisposable
    {
        public void Dispose()
        {
            lock (output.Log)
            {
                output._witnesses = [.. output._witnesses.Where(w => w != witness)];
            }
        }
    }
}
