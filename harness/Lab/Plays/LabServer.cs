using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;

namespace Harness.Lab.Plays;

/// <summary>The server under test as the access model is told of it: its composed configuration, its tables, its DNS.</summary>
/// <param name="Configuration">main.cf and master.cf as they run, the overlay at their end, for the smtpd behind port 25.</param>
/// <param name="World">Its tables and the lab's DNS, the lists in the mode <c>listed</c>.</param>
public sealed record LabServer(EffectiveConfiguration Configuration, AccessWorld World)
{
    /// <summary>Reads <c>ip -o addr</c>.</summary>
    internal static IReadOnlyList<InterfaceAddress> Interfaces(string output) =>
    [
        .. output.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length > 3 && w[2] is "inet" or "inet6")
            .Select(w => w[3].Split('/')).Select(a => new InterfaceAddress(IPAddress.Parse(a[0]), int.Parse(a[1]))),
    ];
}
