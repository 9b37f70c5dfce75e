using System.Net.Sockets;
using Resolver = System.Net.Dns;

namespace Harness.Core.Engine.Remote;

/// <summary>What this machine calls itself.</summary>
internal static class OwnName
{
    /// <summary>The machine's fully-qualified name (RFC 5321 §2.3.5), or null where it has none.</summary>
    public static async Task<string?> FindAsync(CancellationToken cancel)
    {
        try
        {
            string name = (await Resolver.GetHostEntryAsync(Resolver.GetHostName(), cancel)).HostName.TrimEnd('.');
            return IsFullyQualified(name) ? name : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Whether a word is a name with a dot that is not this machine's word for itself.</summary>
    public static bool IsFullyQualified(string name)
        => name.Length <= 255 && name.Contains('.', StringComparison.Ordinal)
        && Uri.CheckHostName(name) == UriHostNameType.Dns
        && !name.StartsWith("localhost.", StringComparison.OrdinalIgnoreCase);
}
