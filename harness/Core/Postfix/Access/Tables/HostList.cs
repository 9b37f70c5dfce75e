using System.Net;

namespace Harness.Core.Postfix.Access.Tables;

/// <summary>A list of networks or domains such as mynetworks and relay_domains.</summary>
internal abstract class HostList
{
    /// <summary>Whether the list holds the name, or the address where there is one.</summary>
    public abstract MatchAnswer Match(string name, IPAddress? address);
}
