using Harness.Core.Smtp;

namespace Harness.Core.Scenarios;

/// <summary>Reads what an attack, its control, or its <c>not-applicable</c> expects: a mapping, or a list of alternatives.</summary>
internal static class ExpectationReader
{
    private const string Example = "{ stage: rcpt, reply: 5xx }";

    private static readonly string[] Keys =
        ["stage", "reply", "restriction", "says", "offers", "log", "delivered", "arrivals", "encrypted", "configured-certificate", "logged", "closed", "shed-within", "turned-away", "withholds", "omits", "enhanced-codes", "carries", "within", "without", "stray", "early-end", "same-as-control", "tls", "because"];

    private static readonly string[] Stages = [.. Enum.GetValues<Stage>().Select(s => s.ToWord())];

    /// <summary>Reads the alternatives; texts to look for are filled from the scope's bindings.</summary>
    public static IReadOnlyList<Expectation> Read(YamlNode node, BindingScope scope)
        => [.. node.OneOrMore(Example).Select(n => One(n.Map(Example), scope))];

    /// <summary>Reads one pattern, spelt with a single blank.</summary>
    public static ReplyPattern Pattern(YamlNode node)
    {
        string text = node.Text();
        return ReplyPattern.TryParse(text, out ReplyPattern? pattern) && pattern!.ToString() == text
            ? pattern
            : throw node.Wrong($"cannot be {Spelling.Quote(text)}; write a reply pattern such as 250, 5xx or \"504 5.5.2\"");
    }

    private static Expectation One(YamlMap map, BindingScope scope)
    {
        map.OnlyKeys(Keys);
        if (map.Entries.All(e => e.Key == "because"))
        {
            throw map.Wrong($"holds for every outcome; say what must come, as in {Example}");
        }

        return new Expectation
        {
            Stage = map.TryFind("stage", out YamlNode? stage) && StageWords.TryParse(stage.OneOf(Stages), out Stage at) ? at : null,
            Reply = Each(map, "reply", Pattern),
            Restriction = Each(map, "restriction", PostfixWords.Restriction),
            Says = Each(map, "says", scope.Now),
            Offers = Each(map, "offers", BindingScope.Literal),
            Log = Each(map, "log", scope.Now),
            Delivered = map.TryFind("delivered", out YamlNode? delivered) ? BindingScope.Literal(delivered) : null,
            Arrivals = map.TryFind("arrivals", out YamlNode? arrivals) ? arrivals.Number(0, 50) : null,
            Encrypted = map.TryFind("encrypted", out YamlNode? encrypted) ? encrypted.Truth() : null,
            ConfiguredCertificate = map.TryFind("configured-certificate", out YamlNode? certificate) ? certificate.Truth() : null,
            Logged = map.TryFind("logged", out YamlNode? logged) ? logged.Truth() : null,
            Closed = map.TryFind("closed", out YamlNode? closed) ? closed.Truth() : null,
            ShedWithin = map.TryFind("shed-within", out YamlNode? shed) ? shed.Number(1, Hold.Most) : null,
            TurnedAway = map.TryFind("turned-away", out YamlNode? turned) ? turned.Number(1, Flood.MostConnections) : null,
            Withholds = Each(map, "withholds", BindingScope.Literal),
            Omits = Each(map, "omits", scope.Now),
            EnhancedCodes = map.TryFind("enhanced-codes", out YamlNode? codes) ? codes.Truth() : null,
            Carries = Each(map, "carries", scope.Now),
            Within = Each(map, "within", scope.Now),
            Without = Each(map, "without", scope.Now),
            Stray = map.TryFind("stray", out YamlNode? stray) ? stray.Truth() : null,
            EarlyEnd = map.TryFind("early-end", out YamlNode? early) ? early.Truth() : null,
            SameAsControl = map.TryFind("same-as-control", out YamlNode? same) ? same.Truth() : null,
            Tls = map.TryFind("tls", out YamlNode? tls) ? TlsExpectationReader.Read(tls) : null,
            Because = map.TryFind("because", out YamlNode? because) ? BindingScope.Literal(because) : null,
        };
    }

    private static IReadOnlyList<T> Each<T>(YamlMap map, string key, Func<YamlNode, T> read)
        => map.TryFind(key, out YamlNode? node) ? [.. node.OneOrMore($"{key}: [one, another]").Select(read)] : [];
}
