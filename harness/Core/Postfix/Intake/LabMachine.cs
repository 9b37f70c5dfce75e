namespace Harness.Core.Postfix.Intake;

/// <summary>The machine a configuration is to run on, as far as a configuration can name it.</summary>
public sealed record LabMachine
{
    /// <summary>Parameters that say where Postfix is installed and as whom it runs, with the value that holds there.</summary>
    public required IReadOnlyDictionary<string, string> Installed { get; init; }

    /// <summary>Users that exist.</summary>
    public required IReadOnlySet<string> Users { get; init; }

    /// <summary>Table types whose files can be compiled or read (DATABASE_README).</summary>
    public required IReadOnlySet<string> TableTypes { get; init; }

    /// <summary>Files and directories outside of the configuration that exist and may be used as they are.</summary>
    public required IReadOnlySet<string> Paths { get; init; }

    /// <summary>The services of the master.cf that a main.cf alone gets.</summary>
    public required IReadOnlySet<string> Services { get; init; }

    /// <summary>The host's own name, where main.cf gives none that is one.</summary>
    public required string HostName { get; init; }

    /// <summary>The user that has a mailbox.</summary>
    public required string User { get; init; }

    /// <summary>The program that keeps what pipe(8) hands to it.</summary>
    public required string Keeper { get; init; }

    /// <summary>The clients that ordinary limits would stop, as smtpd_client_event_limit_exceptions names them (postconf(5)).</summary>
    public required string Clients { get; init; }
}
