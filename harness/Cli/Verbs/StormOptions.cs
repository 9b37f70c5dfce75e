using System.CommandLine;
using Harness.Core.Scenarios;
using Harness.Core.Storm;
using Harness.Core.Storm.Faults;
using Harness.Core.Storm.Storage;

namespace Harness.Cli.Verbs;

/// <summary>What is sent, what goes wrong, and on what the queue stands.</summary>
internal sealed class StormOptions
{
    private readonly Option<int> _messages = new("--messages", "-n") { Description = "how many, at most 1000000", Required = true };
    private readonly Option<int> _sessions = new("--sessions") { Description = "sessions side by side", DefaultValueFactory = _ => 50 };
    private readonly Option<int> _perSession = new("--per-session") { Description = "messages of a session", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _recipients = new("--recipients") { Description = "recipients of a message", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _size = new("--size") { Description = "4k, a range 1k-64k, or sizes with weights 2k:80,20k-100k:19,1m:1", DefaultValueFactory = _ => "4k" };
    private readonly Option<double?> _rate = new("--rate") { Description = "messages a second, arriving at random [default: as fast as it goes]" };
    private readonly Option<bool> _noPipelining = new("--no-pipelining") { Description = "one command at a time" };
    private readonly Option<bool> _chunking = new("--chunking") { Description = "BDAT instead of DATA" };
    private readonly Option<bool> _startTls = new("--starttls") { Description = "STARTTLS before the first message of a session" };
    private readonly Option<int> _limit = new("--limit") { Description = "seconds for sending", DefaultValueFactory = _ => 1800 };
    private readonly Option<int> _drain = new("--drain") { Description = "seconds for the queue to become empty after that", DefaultValueFactory = _ => 1800 };
    private readonly Option<string[]> _fault = new("--fault") { HelpName = "WORD@WHEN+LONG", Description = $"{string.Join(", ", Fault.Words)}: as in down@20%+30s, kill@50% or slow@5s+10s (repeatable)" };
    private readonly Option<string[]> _storage = new("--storage") { HelpName = "CLASS", Description = $"{string.Join(", ", StorageClass.Shipped)}, or a FILE: what the queue stands on (repeatable, one after another)" };

    /// <summary>Gives the verb these options.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[]
            { _messages, _sessions, _perSession, _recipients, _size, _rate, _noPipelining, _chunking, _startTls, _limit, _drain, _fault, _storage })
        {
            command.Add(option);
        }
    }

    /// <summary>What is sent.</summary>
    /// <exception cref="UsageException">It cannot be.</exception>
    public StormPlan ReadPlan(ParseResult parsed)
    {
        try
        {
            var plan = new StormPlan
            {
                Messages = parsed.GetValue(_messages),
                Sessions = parsed.GetValue(_sessions),
                MessagesPerSession = parsed.GetValue(_perSession),
                Recipients = parsed.GetValue(_recipients),
                Sizes = Size(parsed.GetValue(_size)!),
                Rate = parsed.GetValue(_rate),
                Pipelining = !parsed.GetValue(_noPipelining),
                Chunking = parsed.GetValue(_chunking),
                StartTls = parsed.GetValue(_startTls),
                Limit = Seconds(parsed.GetValue(_limit), _limit.Name),
            };
            plan.Check();
            return plan;
        }
        catch (ArgumentException impossible)
        {
            throw new UsageException(impossible.Message);
        }
    }

    /// <summary>What goes wrong, in the order of its time.</summary>
    /// <exception cref="UsageException">One is none.</exception>
    public IReadOnlyList<Fault> ReadFaults(ParseResult parsed)
    {
        try
        {
            return [.. (parsed.GetValue(_fault) ?? []).Select(Fault.Parse)];
        }
        catch (FormatException none)
        {
            throw new UsageException($"--fault: {none.Message}");
        }
    }

    /// <summary>How long the queue may take to become empty.</summary>
    /// <exception cref="UsageException">It is no time.</exception>
    public TimeSpan ReadDrainTime(ParseResult parsed) => Seconds(parsed.GetValue(_drain), _drain.Name);

    /// <summary>What the queue stands on; null is the container's own layer. A disk that is to be full has to be the queue's own.</summary>
    /// <exception cref="UsageException">There is no such class.</exception>
    public IReadOnlyList<StorageClass?> ReadStorage(ParseResult parsed, IReadOnlyList<Fault> faults)
    {
        try
        {
            StorageClass?[] named = [.. (parsed.GetValue(_storage) ?? []).Select(StorageClass.Load)];
            return named.Length > 0 ? named : faults.Any(f => f.Kind == FaultKind.DiskFull) ? [StorageClass.Own] : [null];
        }
        catch (Exception none) when (none is FixtureException or ArgumentException or IOException)
        {
            throw new UsageException($"--storage: {none.Message}");
        }
    }

    private static SizeMix Size(string text)
    {
        try
        {
            return SizeMix.Parse(text);
        }
        catch (FormatException none)
        {
            throw new UsageException($"--size: {none.Message}");
        }
    }

    private static TimeSpan Seconds(int seconds, string option) => seconds is > 0 and <= 86400
        ? TimeSpan.FromSeconds(seconds)
        : throw new UsageException($"{option} {seconds}: give 1 to 86400 seconds");
}
