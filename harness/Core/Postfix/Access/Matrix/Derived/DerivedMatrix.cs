using Harness.Core.Postfix.Access.Evaluating;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>
/// The sessions worth trying, derived from configurations themselves: what any configuration is asked about, crossed with every
/// network, name, list, domain and key that one of these mentions, from within it, from without and from its edge.
/// </summary>
/// <param name="Axes">What sessions differ in; the first of each is ordinary.</param>
/// <param name="Names">The DNS in which they are predicted.</param>
/// <param name="Labels">
/// In what words a person speaks of each value: by axis, by place; the general ones first, the value itself last.
/// </param>
public sealed record DerivedMatrix(MatrixAxes Axes, MatrixNames Names, IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Labels)
{
    private const string Mailbox = "alice";
    private const string Foreign = "tls.example";

    /// <summary>The accounts that the sessions take for granted.</summary>
    public static readonly IReadOnlyList<string> Accounts = [Mailbox, "root", "postmaster"];

    /// <summary>The axes as they are numbered in cells.</summary>
    public const int AxisCount = 5;

    /// <summary>How many values an axis has.</summary>
    public int Length(int axis) => Axes.Lengths[axis];

    /// <summary>The session of a cell.</summary>
    /// <param name="at">A place on each axis.</param>
    public AccessSession Session(ReadOnlySpan<int> at) => Axes.Session(at);

    /// <summary>Derives the sessions.</summary>
    /// <param name="sources">One configuration or two.</param>
    public static DerivedMatrix Of(params IReadOnlyList<MatrixSource> sources) => Of(sources, isExhaustive: false);

    /// <summary>Derives the sessions of one configuration with what no statement of a comparison should be about: names that need SMTPUTF8, and addresses in brackets.</summary>
    public static DerivedMatrix Exhaustive(MatrixSource source) => Of([source], isExhaustive: true);

    private static DerivedMatrix Of(IReadOnlyList<MatrixSource> sources, bool isExhaustive)
    {
        Mentions mentions = Mentions.Of(sources);
        var names = new MatrixNames();
        IReadOnlyList<MatrixClient> clients = DerivedClients.Of(sources, mentions, names);
        return Of(sources, clients, names, isWhole: true, isExhaustive);
    }

    /// <summary>Derives the sessions for clients that are given, the ordinary one first.</summary>
    /// <param name="sources">One configuration or two.</param>
    /// <param name="clients">Who can connect.</param>
    /// <param name="names">Where the clients are listed.</param>
    /// <param name="isWhole">The networks that are mentioned have clients already.</param>
    /// <param name="isExhaustive">With names that need SMTPUTF8, and addresses in brackets.</param>
    public static DerivedMatrix Of(
        IReadOnlyList<MatrixSource> sources, IReadOnlyList<MatrixClient> clients, MatrixNames names, bool isWhole = false, bool isExhaustive = false)
    {
        Mentions mentions = Mentions.Of(sources);
        if (!isWhole)
            clients = [.. clients.Concat(mentions.Networks.Concat(mentions.KeyNetworks).SelectMany(DerivedClients.Around)).DistinctBy(c => (c.Address, c.Name, c.ReverseName, c.NameIsTemporary, c.Login))];
        var axes = sources.Select(s => OrdinaryAxes.Of(s.Parameters, clients, Mailbox, Foreign)).Aggregate((a, b) => a.With(b)).With(Further(mentions, names));
        axes = axes with
        {
            // What no statement should be about: names that need SMTPUTF8, addresses that only the server knows for its own.
            Helos = [.. axes.Helos.Where(h => isExhaustive || h is null || System.Text.Ascii.IsValid(h))],
            Senders = [.. axes.Senders.Where(s => isExhaustive || !s.Contains('[', StringComparison.Ordinal))],
            Recipients = [.. axes.Recipients.Where(r => isExhaustive || !r.Contains('[', StringComparison.Ordinal))],
            Manners = [.. axes.Manners.Where(m => m.Asked != AccessCommand.Etrn || sources.Any(s => s.Parameters.Find("smtpd_etrn_restrictions") is { IsSet: true }))],
        };
        return new(axes, names, [])
        {
            Labels = MatrixLabels.Of(axes, new LabelContext(sources, mentions, names)),
        };
    }

    /// <summary>Clients for lists that nobody serves: one for each answer that is told apart. They are put on the lists.</summary>
    /// <param name="sources">One configuration or two.</param>
    /// <param name="names">Where to list them.</param>
    /// <param name="isUnserved">Whether a zone needs them.</param>
    public static IReadOnlyList<MatrixClient> ClientsOnLists(IReadOnlyList<MatrixSource> sources, MatrixNames names, Func<string, bool> isUnserved)
    {
        Mentions mentions = Mentions.Of(sources);
        MentionedZone[] zones = [.. mentions.Zones.Where(z => isUnserved(z.Zone))];
        return [.. DerivedClients.Listed(zones, names, DerivedClients.Ground(mentions))];
    }

    /// <summary>The same with other values in front, so that they are the ordinary ones.</summary>
    public DerivedMatrix WithOrdinary(int recipient, int manner) => this with
    {
        Axes = Axes with { Recipients = First(Axes.Recipients, recipient), Manners = First(Axes.Manners, manner) },
        Labels = [Labels[0], Labels[1], Labels[2], First(Labels[3], recipient), First(Labels[4], manner)],
    };

    private static MatrixAxes Further(Mentions mentions, MatrixNames names)
    {
        var helos = new List<string?>();
        var senders = new List<string>();
        var recipients = new List<string>();
        foreach (string domain in mentions.Domains.Take(100))
        {
            senders.Add($"someone@{domain}");
            recipients.Add($"{Mailbox}@{domain}");
            recipients.Add($"{Mailbox}@sub.{domain}");
        }
        string own = mentions.Domains is [var first, ..] ? first : "localhost";
        foreach ((AccessSubject subject, string key, _) in mentions.Keys.Where(k => IsPlain(k.Key)))
        {
            if (subject == AccessSubject.Helo)
                helos.AddRange(key.StartsWith('.') ? [$"host{key}"] : [key]);
            else if (subject == AccessSubject.Sender)
                senders.Add(Address(key, "someone", "sender.example"));
            else if (subject == AccessSubject.Recipient)
                recipients.Add(Address(key, Mailbox, own));
        }
        foreach (MentionedZone zone in mentions.Zones.Where(z => z.OfNames))
        {
            foreach (System.Net.IPAddress answer in ListAnswers.Of(zone.Pattern).Take(1))
            {
                names.List(ListedDomain, zone.Zone, answer);
                helos.Add(ListedDomain);
                senders.Add($"x@{ListedDomain}");
                recipients.Add($"x@{ListedDomain}");
            }
        }
        return new([], helos, senders, recipients, []);
    }

    /// <summary>A domain that every list of domains has.</summary>
    internal const string ListedDomain = "listed-domain.example";

    // What can stand in a command as it is.
    private static bool IsPlain(string key) => key.Length is > 0 and <= 200 && key.All(c => c is > ' ' and < '\x7f' and not ('<' or '"' or '\\')) && (key == "<>" || !key.Contains('>', StringComparison.Ordinal));

    private static string Address(string key, string local, string domain) => key switch
    {
        "<>" => "",
        _ when key.EndsWith('@') => key + domain,
        _ when key.StartsWith('@') => local + key,
        _ when key.Contains('@', StringComparison.Ordinal) => key,
        _ when key.StartsWith('.') => $"{local}@host{key}",
        _ when key.Contains('.', StringComparison.Ordinal) => $"{local}@{key}",
        _ => $"{key}@{domain}",
    };

    private static IReadOnlyList<T> First<T>(IReadOnlyList<T> values, int place)
        => place == 0 ? values : [values[place], .. values.Take(place), .. values.Skip(place + 1)];
}
