using Harness.Core.Postfix.Intake;

namespace Harness.Lab.Intake;

/// <summary>What a configuration finds in <c>containers/mx</c>.</summary>
internal static class MachineOfTheLab
{
    /// <summary>The machine. A lab test holds it against the container.</summary>
    public static readonly LabMachine Description = new()
    {
        Installed = new Dictionary<string, string>
        {
            ["config_directory"] = "/etc/postfix",
            ["daemon_directory"] = "/usr/lib/postfix/sbin",
            ["command_directory"] = "/usr/sbin",
            ["queue_directory"] = "/var/spool/postfix",
            ["data_directory"] = "/var/lib/postfix",
            ["shlib_directory"] = "/usr/lib/postfix",
            ["meta_directory"] = "/etc/postfix",
            ["mail_owner"] = "postfix",
            ["setgid_group"] = "postdrop",
        },
        Users = new HashSet<string>(StringComparer.Ordinal) { "root", "daemon", "mail", "nobody", "postfix", "alice", "bob" },
        TableTypes = new HashSet<string>(StringComparer.Ordinal)
        {
            "btree", "cdb", "cidr", "hash", "lmdb", "pcre", "regexp", "sqlite", "texthash",
        },
        Paths = new HashSet<string>(StringComparer.Ordinal)
        {
            "/etc/ssl/certs", "/etc/ssl/certs/ca-certificates.crt", "/var/mail", "/var/spool/mail", "/dev/stdout", "/dev/null",
        },
        Services = new HashSet<string>(StringComparer.Ordinal)
        {
            "smtp", "relay", "lmtp", "local", "virtual", "error", "retry", "discard",
        },
        HostName = "mx.lab.example",
        User = "alice",
        Keeper = "/usr/local/bin/keep",
        Clients = LabInternet.ClientNetworks,
    };
}
