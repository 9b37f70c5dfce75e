using System.Net;
using Harness.Core.Dns;
using Harness.Core.Postfix.Access.Names;

namespace Harness.Core.Remedies;

/// <summary>A DNS whose blocking lists do what an attack has them do; see <see cref="ListMode"/>.</summary>
/// <param name="names">The DNS with every list in the mode <c>listed</c>.</param>
/// <param name="modes">The modes by zone.</param>
internal sealed class SwitchedLists(DnsFacts names, IReadOnlyDictionary<string, ListMode> modes) : DnsFacts
{
    private static readonly IPAddress _parkingPage = IPAddress.Parse("192.0.2.1");

    public override NameAnswer Ask(ReadOnlySpan<char> name, NameType type)
    {
        foreach ((string zone, ListMode mode) in modes)
        {
            if (name.Length > zone.Length && name.EndsWith(zone, StringComparison.OrdinalIgnoreCase) && name[^(zone.Length + 1)] == '.')
                return InMode(mode, name, type);
        }

        return names.Ask(name, type);
    }

    private NameAnswer InMode(ListMode mode, ReadOnlySpan<char> name, NameType type) => mode switch
    {
        ListMode.Clean => NameAnswer.Missing,
        ListMode.Refuse252 => Everybody(type, "127.255.255.252"),
        ListMode.Refuse254 => Everybody(type, "127.255.255.254"),
        ListMode.Refuse255 => Everybody(type, "127.255.255.255"),
        ListMode.Wildcard => type == NameType.A ? NameAnswer.Of(_parkingPage) : NameAnswer.Missing,
        ListMode.CodeEveryone => Everybody(type, "127.0.0.2"),
        ListMode.ServFail or ListMode.Timeout => NameAnswer.Failed,
        ListMode.TxtMissing when type == NameType.Txt => NameAnswer.Missing,
        ListMode.Outside127 when type == NameType.A && names.Ask(name, type).Status == NameStatus.Found => NameAnswer.Of(IPAddress.Parse("10.0.0.1")),
        _ => names.Ask(name, type),
    };

    private static NameAnswer Everybody(NameType type, string code) => type switch
    {
        NameType.A => NameAnswer.Of(IPAddress.Parse(code)),
        NameType.Txt => new(NameStatus.Found) { Texts = ["everybody"] },
        _ => NameAnswer.Missing,
    };
}
