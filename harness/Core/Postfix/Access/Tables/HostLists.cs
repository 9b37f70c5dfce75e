using System.Net;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Tables;

/// <summary>A list of clients; where it holds nothing but networks, none of it is text at the time of asking.</summary>
internal sealed class ClientList : HostList
{
    private readonly NetworkList _list;
    private readonly IPNetwork[]? _networks;

    public ClientList(IReadOnlyList<PlacedWord> words, TableOpener opener, bool matchesSubdomains)
    {
        _list = new(words, opener, matchesSubdomains);
        _networks = _list.IsNetworksAlone ? [.. _list.Networks().Select(n => n.Network)] : null;
    }

    public override MatchAnswer Match(string name, IPAddress? address)
    {
        if (_networks is null)
            return Answered.From(_list.Find(name, HostAddresses.Text(address)));
        if (address is null)
            return MatchAnswer.Missing;
        foreach (IPNetwork network in _networks)
        {
            if (network.Contains(address))
                return MatchAnswer.Found;
        }
        return MatchAnswer.Missing;
    }
}

/// <summary>A list of domains with or without their subdomains.</summary>
internal sealed class DomainNames(DomainList list) : HostList
{
    public override MatchAnswer Match(string name, IPAddress? address) => Answered.From(list.Find(name));
}

/// <summary>A list of whole words.</summary>
internal sealed class WholeWords(StringList list) : HostList
{
    public override MatchAnswer Match(string name, IPAddress? address) => Answered.From(list.Find(name));
}

/// <summary>Answers of lists in the model's own terms.</summary>
internal static class Answered
{
    public static MatchAnswer From(ListAnswer answer) => answer.Status switch
    {
        LookupStatus.Found => MatchAnswer.Found,
        LookupStatus.Missing => MatchAnswer.Missing,
        _ => new(answer.Status, answer.Item?.Word ?? ""),
    };
}
