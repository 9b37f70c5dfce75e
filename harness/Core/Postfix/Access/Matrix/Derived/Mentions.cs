using System.Net;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>
/// What configurations mention, each once: networks, DNS lists, domains, keys of tables. Of a table's entries those are left out that
/// do what others do: two for each right-hand side are enough where all configurations have them.
/// </summary>
internal sealed class Mentions
{
    private const int OfOneKind = 2;
    private const int MostKeys = 200;

    private static readonly (string Parameter, AccessSubject Subject)[] _maps =
    [
        ("local_recipient_maps", AccessSubject.Recipient), ("virtual_alias_maps", AccessSubject.Recipient),
        ("virtual_mailbox_maps", AccessSubject.Recipient), ("relay_recipient_maps", AccessSubject.Recipient),
        ("smtpd_sender_login_maps", AccessSubject.Sender),
    ];

    private Mentions(IReadOnlyList<MatrixSource> sources)
    {
        Networks = [.. sources.SelectMany(NetworksOf).Distinct()];
        Zones = [.. sources.SelectMany(s => RestrictionWords.Zones(s.Parameters)).Distinct()];
        Domains = [.. sources.SelectMany(DomainsOf).Distinct(StringComparer.OrdinalIgnoreCase)];
        Keys = [.. KeysOf([.. sources.Select(s => EntriesOf(s).ToHashSet())])];
        Logins = [.. sources.SelectMany(LoginsOf).Distinct().Take(MostKeys)];
    }

    /// <summary>Networks of clients, mynetworks first.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; }

    /// <summary>Networks and addresses that tables of clients have.</summary>
    public IEnumerable<IPNetwork> KeyNetworks => Keys.Where(k => k.Subject is AccessSubject.Client or AccessSubject.ReverseClient).Select(k => AsNetwork(k.Key)).OfType<IPNetwork>();

    /// <summary>DNS lists.</summary>
    public IReadOnlyList<MentionedZone> Zones { get; }

    /// <summary>Domains that are final or relayed for, lower case.</summary>
    public IReadOnlyList<string> Domains { get; }

    /// <summary>Keys of tables with what is looked up there.</summary>
    public IReadOnlyList<(AccessSubject Subject, string Key, string Value)> Keys { get; }

    /// <summary>Names to log in with.</summary>
    public IReadOnlyList<string> Logins { get; }

    /// <summary>Reads all of them.</summary>
    public static Mentions Of(IReadOnlyList<MatrixSource> sources) => new(sources);

    private static IEnumerable<IPNetwork> NetworksOf(MatrixSource source)
    {
        IReadOnlyList<PlacedWord> words = source.Parameters.Words("mynetworks");
        var excluded = words.Where(w => w.Word.StartsWith('!')).Select(w => w.Word.TrimStart('!')).Select(AsNetwork).OfType<IPNetwork>();
        return new NetworkList(words, source.Tables).Networks().Select(n => n.Network).Concat(excluded);
    }

    private static IEnumerable<string> DomainsOf(MatrixSource source)
    {
        foreach (string parameter in AddressClasses.DomainLists)
        {
            foreach (ListItemPattern item in ListFile.Expand(source.Parameters.Words(parameter), source.Tables, []))
            {
                IEnumerable<string> names = item.Table is null ? [item.Pattern] : TableEntries.Of(source.Tables, item.Word with { Word = item.Pattern }).Select(e => e.Key);
                foreach (string name in names.Select(n => n.TrimStart('.')).Where(IsDomain).Take(MostKeys))
                    yield return name.ToLowerInvariant();
            }
        }
    }

    private static IEnumerable<(AccessSubject Subject, string Key, string Value)> EntriesOf(MatrixSource source)
        => RestrictionWords.Tables(source.Parameters)
            .Concat(_maps.SelectMany(m => source.Parameters.Words(m.Parameter).Select(w => (m.Subject, w))))
            .DistinctBy(t => (t.Item1, t.Item2.Word))
            .SelectMany(t => TableEntries.Of(source.Tables, t.Item2).Select(e => (t.Item1, e.Key, e.Value)));

    private static IEnumerable<(AccessSubject Subject, string Key, string Value)> KeysOf(IReadOnlyList<HashSet<(AccessSubject Subject, string Key, string Value)>> sets)
    {
        var all = sets.SelectMany(s => s).Distinct().ToArray();
        var differing = all.Where(e => !sets.All(s => s.Contains(e))).GroupBy(e => e.Subject).SelectMany(g => g.Take(MostKeys));
        var common = all.Where(e => sets.All(s => s.Contains(e))).GroupBy(e => (e.Subject, e.Value, Shape(e.Key))).SelectMany(g => g.Take(OfOneKind)).GroupBy(e => e.Subject).SelectMany(g => g.Take(MostKeys));
        return differing.Concat(common).DistinctBy(e => (e.Subject, e.Key));
    }

    private static IEnumerable<string> LoginsOf(MatrixSource source)
        => source.Parameters.Words("smtpd_sender_login_maps").SelectMany(w => TableEntries.Of(source.Tables, w))
            .SelectMany(e => e.Value.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Take(OfOneKind);

    private static (bool Address, bool Dot, bool First) Shape(string key) => (key.Contains('@', StringComparison.Ordinal), key.Contains('.', StringComparison.Ordinal), key.StartsWith('.'));

    private static bool IsDomain(string name) => name.Contains('.', StringComparison.Ordinal) && Addresses.HostNameSyntax.IsValid(name);

    internal static IPNetwork? AsNetwork(string text) => CidrPattern.TryRead(text, out CidrPattern read, out _) ? read.ToNetwork() : null;
}
