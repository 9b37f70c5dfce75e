namespace Harness.Core.Storm;

/// <summary>What is sent. Every storm is bounded: in messages, and in time.</summary>
public sealed record StormPlan
{
    /// <summary>The domain of every recipient, whose mail exchanger is the harness.</summary>
    public const string Domain = "storm.example";

    /// <summary>The most messages of one storm.</summary>
    public const int MostMessages = 1_000_000;

    /// <summary>The most recipients of all messages together.</summary>
    public const int MostCopies = 10_000_000;

    /// <summary>How many messages.</summary>
    public required int Messages { get; init; }

    /// <summary>Recipients of each message.</summary>
    public int Recipients { get; init; } = 1;

    /// <summary>Sessions side by side.</summary>
    public int Sessions { get; init; } = 50;

    /// <summary>Messages of one session; the session after it is a new connection.</summary>
    public int MessagesPerSession { get; init; } = 1;

    /// <summary>How large the messages are.</summary>
    public SizeMix Sizes { get; init; } = SizeMix.Fixed(4096);

    /// <summary>Commands are sent in groups where the server offers it (RFC 2920).</summary>
    public bool Pipelining { get; init; } = true;

    /// <summary>BDAT instead of DATA where the server offers it (RFC 3030).</summary>
    public bool Chunking { get; init; }

    /// <summary>STARTTLS before the first message (RFC 3207). A server that does not offer it gets no message.</summary>
    public bool StartTls { get; init; }

    /// <summary>Messages a second, which arrive at random (Poisson), whether or not the server keeps up; null is as fast as it goes.</summary>
    public double? Rate { get; init; }

    /// <summary>The time for sending.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The time for a reply.</summary>
    public TimeSpan ReplyTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a message that was not taken waits before it is offered again.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The HELO name.</summary>
    public string Helo { get; init; } = "client.storm.example";

    /// <summary>The envelope sender, to whom bounces go.</summary>
    public string Sender { get; init; } = $"sender@{Domain}";

    /// <summary>One recipient for everything, where the recipient need not tell the message.</summary>
    public string? FixedRecipient { get; init; }

    /// <summary>Four hexadecimal digits that tell this storm's messages from those of one before.</summary>
    public string Tag { get; init; } = Random.Shared.Next(0x10000).ToString("x4");

    /// <summary>Recipients of all messages together: what the ledger accounts for.</summary>
    public int Copies => Messages * Recipients;

    /// <summary>Looks for what cannot be.</summary>
    /// <exception cref="ArgumentException">The message says what is wrong.</exception>
    public void Check()
    {
        Within(Messages, 1, MostMessages, "messages");
        Within(Recipients, 1, 1000, "recipients of a message");
        Within(Sessions, 1, 5000, "sessions");
        Within(MessagesPerSession, 1, MostMessages, "messages of a session");
        if ((long)Messages * Recipients > MostCopies)
            throw new ArgumentException($"{Messages} messages to {Recipients} recipients each are more than {MostCopies} copies");
        if (Rate is { } rate && rate is not (> 0 and <= 1_000_000))
            throw new ArgumentException($"a rate of {rate} messages a second: give more than 0, and at most 1000000");
        if (FixedRecipient is not null && Recipients > 1)
            throw new ArgumentException("one recipient for everything is one recipient of each message");
    }

    private static void Within(int value, int least, int most, string what)
    {
        if (value < least || value > most)
            throw new ArgumentException($"{value} {what}: give {least} to {most}");
    }
}
