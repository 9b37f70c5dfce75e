using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Intake;

namespace Harness.Tests.Postfix.Intake;

/// <summary>A plan for a few lines, on a machine with hash, texthash, regexp and cidr tables.</summary>
internal static class Planning
{
    public static readonly LabMachine Machine = new()
    {
        Installed = new Dictionary<string, string> { ["queue_directory"] = "/var/spool/postfix", ["data_directory"] = "/var/lib/postfix", ["mail_owner"] = "postfix" },
        Users = new HashSet<string> { "postfix", "nobody", "alice" },
        TableTypes = new HashSet<string> { "hash", "btree", "texthash", "regexp", "pcre", "cidr", "sqlite" },
        Paths = new HashSet<string> { "/etc/ssl/certs" },
        Services = new HashSet<string> { "smtp", "relay", "lmtp", "local", "virtual", "error" },
        HostName = "mx.lab.example",
        User = "alice",
        Keeper = "/keep",
        Clients = "192.0.2.0/25",
    };

    public static IntakePlan Of(string mainCf, string? masterCf = null, params (string Path, string Text)[] files)
    {
        var given = files.ToDictionary(f => f.Path, f => f.Text);
        return IntakePlanner.Of(
            new GivenConfiguration(MainCf.Parse(mainCf, "main.cf"), mainCf, masterCf, given.Keys.ToHashSet(), given.GetValueOrDefault), Machine);
    }

    public static string? FileAt(this IntakePlan plan, string path) => plan.Files.OfType<TextFile>().SingleOrDefault(f => f.Path == path)?.Text;
}
