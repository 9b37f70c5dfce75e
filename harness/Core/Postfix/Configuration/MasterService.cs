namespace Harness.Core.Postfix.Configuration;

/// <summary>A service of master.cf (master(5)).</summary>
/// <param name="Name">The first field: a name, a port, or <c>host:port</c>.</param>
/// <param name="Type">inet, unix, unix-dgram, fifo or pass.</param>
/// <param name="Command">The program.</param>
/// <param name="Overrides">Its <c>-o name=value</c>, in order; the last of a name counts.</param>
/// <param name="Arguments">What follows the options.</param>
/// <param name="Line">The physical line, counted from 1, on which it begins.</param>
public sealed record MasterService(
    string Name, string Type, string Command, IReadOnlyList<MainCfSetting> Overrides, IReadOnlyList<string> Arguments, int Line)
{
    /// <summary>Whether only programs of Postfix may connect: <c>y</c>, <c>n</c>, or <c>-</c> for the default, y.</summary>
    public string Private { get; init; } = "-";

    /// <summary>Whether it runs as mail_owner: <c>y</c>, <c>n</c>, or <c>-</c> for the default, y.</summary>
    public string Unprivileged { get; init; } = "-";

    /// <summary>Whether it runs inside the queue directory: <c>y</c>, <c>n</c>, or <c>-</c> for the default (y at compatibility_level 0).</summary>
    public string Chroot { get; init; } = "-";

    /// <summary>Seconds between wake-ups, or <c>-</c>.</summary>
    public string Wakeup { get; init; } = "-";

    /// <summary>The number of processes, or <c>-</c> for default_process_limit.</summary>
    public string ProcessLimit { get; init; } = "-";

    /// <summary>The program's name without its folder (parameter process_name).</summary>
    public string Program => Command[(Command.LastIndexOf('/') + 1)..];

    /// <summary>Whether smtpd(8) answers here, so that its restrictions decide.</summary>
    public bool IsSmtpd => Program == "smtpd";

    /// <summary>The TCP port; null where it listens on none, or on one whose name is not a mail service's.</summary>
    public int? Port => Type != "inet" ? null : Name[(Name.LastIndexOf(':') + 1)..] switch
    {
        "smtp" => 25,
        "smtps" or "submissions" or "urd" => 465,
        "submission" => 587,
        "lmtp" => 24,
        var port => int.TryParse(port, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    /// <summary><c>smtp/inet</c>, as <c>postconf -M</c> names it.</summary>
    public override string ToString() => $"{Name}/{Type}";
}
