using System.Text.RegularExpressions;
using Harness.Core.Dns;

namespace Harness.Core.Scenarios;

/// <summary>Reads one attack from the keys of its file and its row.</summary>
internal static partial class AttackReader
{
    private const string ControlExample = "control: { let: { name: \"{helo}\" } }";

    private static readonly string[] Going = ["2xx", "3xx"];

    /// <summary>Reads the attack and notes the bindings it has a use for.</summary>
    public static (Attack Attack, IReadOnlySet<string> Used) Read(string id, AttackFields fields, IReadOnlyDictionary<string, string> bindings)
    {
        IReadOnlyList<Variant> each = fields.TryFind("each", out YamlNode? eachNode) ? VariantsOf(eachNode, fields) : [];
        // What only the variants bind is bound for the texts as well: the first stands for all.
        BindingScope scope = new(each.Count > 0 ? Bindings.Over(bindings, each[0].Let) : bindings, fields.Where);
        HashSet<string> used = [];
        Attack attack = new()
        {
            Id = id,
            Claim = scope.Now(fields.Need("claim", "claim: a client that introduces itself with a bare word is turned away")),
            Source = SourceOf(fields.Need("source", "source: { rfc: \"5321 §4.1.1.1\" }")),
            From = Client(fields.Need("from", "from: outsider")),
            Let = bindings,
            Steps = StepReader.Read(StepsOf(fields), scope),
            Pass = ExpectationReader.Read(fields.Need("pass", "pass: { stage: rcpt, reply: 5xx }"), scope),
            NotApplicable = fields.TryFind("not-applicable", out YamlNode? not) ? ExpectationReader.Read(not, scope) : [],
            Control = ControlOf(fields.Need("control", $"{ControlExample} for the same session made harmless, or control: none where nothing harmless is left"), fields, each.Count > 0 ? Bindings.Over(bindings, each[0].Let) : bindings, used),
            Remedy = scope.Now(fields.Need("remedy", "remedy: smtpd_helo_required = yes")),
            Paste = fields.TryFind("paste", out YamlNode? paste) ? PasteOf(paste, scope) : new Dictionary<string, string>(),
            Parameter = fields.TryFind("parameter", out YamlNode? parameter) ? PostfixWords.Parameter(parameter.Prose(), parameter.Place) : null,
            Safe = !fields.TryFind("safe", out YamlNode? safe) || safe.Truth(),
            MayWedge = fields.TryFind("may-wedge", out YamlNode? wedge) && wedge.Truth(),
            Each = each,
            AppliesWhen = fields.TryFind("applies-when", out YamlNode? applies) ? AppliesWhenOf(applies) : new Dictionary<string, string>(),
            When = fields.TryFind("when", out YamlNode? when) ? WhenOf(when) : new Dictionary<string, string>(),
        };
        if (attack.Pass.Any(e => e.SameAsControl is not null) && attack.Control is null)
        {
            throw fields.Need("pass", "pass: …").Wrong($"is compared with a control{fields.Where}, and there is none; add 'control'");
        }

        if (attack.NotApplicable.Concat(attack.Control?.Pass ?? []).Any(e => e.SameAsControl is not null))
        {
            throw fields.Need("control", "control: …").Wrong($"cannot be compared with itself{fields.Where}; put 'same-as-control' under the attack's 'pass'");
        }

        if (attack.When.Count > 0 && attack.Steps is [Flood])
        {
            throw fields.Need("when", "when: …").Wrong($"does not go with a flood{fields.Where}, which is played when all else is over; remove it");
        }

        foreach (Variant variant in each)
        {
            BindingScope ofVariant = new(Bindings.Over(bindings, variant.Let), $"{fields.Where} ({variant.Name})");
            _ = StepReader.Read(StepsOf(fields), ofVariant);
            Bindings.MustBeUsed(((eachNode as YamlMap)!.Find(variant.Name) as YamlMap)!.Entries, ofVariant.Used, "a step");
            used.UnionWith(ofVariant.Used);
        }

        used.UnionWith(scope.Used);
        return (attack, used);
    }

    private static YamlNode StepsOf(AttackFields fields) => fields.Need("steps", "steps: [{ say: \"HELO {helo}\" }]");

    private static IReadOnlyList<Variant> VariantsOf(YamlNode node, AttackFields fields)
    {
        const string Example = "each: { no-sender: { mail-from: \"<>\" } }";
        YamlMap map = node.Map(Example);
        if (map.Entries.FirstOrDefault(e => !Word().IsMatch(e.Key)) is { } odd)
        {
            throw odd.Place.Wrong($"{Spelling.Quote(odd.Key)} cannot be the name of a variant; use lower-case letters, digits and '-'");
        }

        return map.Entries.Count < 2
            ? throw map.Wrong($"has fewer than two variants{fields.Where}; put the values of a single one into 'let'")
            : [.. map.Entries.Select(e => new Variant(e.Key, Bindings.Read(e.Value.Map(Example))))];
    }

    private static Dictionary<string, string> WhenOf(YamlNode node)
        => node.Map("when: { zen.spamhaus.org: servfail }").Entries
            .ToDictionary(Zone, e => e.Value.OneOf([.. ListModeWords.All]));

    private static string Zone(YamlEntry list) => ListModeWords.Zones.Contains(list.Key) ? list.Key
        : throw list.Place.Wrong($"{Spelling.Quote(list.Key)} is no list of the lab; {Spelling.DidYouMean(list.Key, ListModeWords.Zones)}");

    private static Dictionary<string, string> AppliesWhenOf(YamlNode node)
    {
        YamlMap map = node.Map("applies-when: { smtpd_tls_security_level: encrypt }");
        return map.Entries.Count == 0
            ? throw map.Wrong("is empty; name a parameter and its value, as in { smtpd_tls_security_level: encrypt }")
            : map.Entries.ToDictionary(e => PostfixWords.Parameter(e.Key, e.Place), e => BindingScope.Literal(e.Value));
    }

    // Empty in a row that has another remedy than its family.
    private static Dictionary<string, string> PasteOf(YamlNode node, BindingScope scope)
        => node.Map("paste: { smtpd_helo_required: yes }").Entries
            .ToDictionary(e => PostfixWords.Parameter(e.Key, e.Place), e => e.Value is YamlScalar { Text: "", IsPlain: false } ? "" : scope.Now(e.Value));

    private static Control? ControlOf(YamlNode node, AttackFields fields, IReadOnlyDictionary<string, string> bindings, HashSet<string> used)
    {
        if (node is YamlScalar { Text: "none" })
        {
            return null;
        }

        YamlMap map = node.Map(ControlExample);
        map.OnlyKeys("from", "let", "pass");
        Dictionary<string, string> let = map.TryFind("let", out YamlNode? letNode) ? Bindings.Read(letNode) : [];
        string own = Client(fields.Need("from", "from: outsider")), speaker = map.TryFind("from", out YamlNode? from) ? Client(from) : own;
        if (speaker == own && let.All(l => bindings.GetValueOrDefault(l.Key) == l.Value))
        {
            throw map.Wrong("plays the attack itself; give it another 'from' or a 'let'");
        }

        IReadOnlyList<YamlEntry> entries = (letNode as YamlMap)?.Entries ?? [];
        if (entries.FirstOrDefault(e => !bindings.ContainsKey(e.Key) && !TargetFacts.Meanings.ContainsKey(e.Key)) is { } stranger)
        {
            string[] known = [.. bindings.Keys, .. TargetFacts.Meanings.Keys];
            throw stranger.Place.Wrong($"'control'{fields.Where} binds {Spelling.Quote(stranger.Key)}, which is neither a binding of the attack nor a fact; {Spelling.DidYouMean(stranger.Key, known)}");
        }

        BindingScope scope = new(Bindings.Over(bindings, let), fields.Where + " (control)");
        _ = StepReader.Read(StepsOf(fields), scope);
        Control control = new()
        {
            From = from is null ? null : speaker,
            Let = let,
            Pass = map.TryFind("pass", out YamlNode? pass) ? ExpectationReader.Read(pass, scope) : [new Expectation { Reply = [.. Going.Select(Pattern)] }],
        };
        Bindings.MustBeUsed(entries, scope.Used, "a step, which the control plays as well");
        used.UnionWith(scope.Used);
        return control;
    }

    private static Source SourceOf(YamlNode node)
    {
        YamlMap map = node.Map("source: { guide: \"The HELO Handshake\", rfc: \"5321 §4.1.1.1\" }");
        map.OnlyKeys("guide", "rfc", "cve");
        return map.Entries.Count == 0
            ? throw map.Wrong("names nothing; give it a guide, an rfc or a cve")
            : new Source(
                map.TryFind("guide", out YamlNode? guide) ? guide.Prose() : null,
                map.TryFind("rfc", out YamlNode? rfc) ? Matching(rfc, Rfc(), "a number and a section, as in \"5321 §4.1.1.1\"") : null,
                map.TryFind("cve", out YamlNode? cve) ? Matching(cve, Cve(), "an advisory, as in CVE-2023-51764") : null);
    }

    private static string Client(YamlNode node) => node.OneOf(ClientKinds.All);

    private static string Matching(YamlNode node, Regex form, string wanted)
    {
        string text = node.Prose();
        return form.IsMatch(text) ? text : throw node.Wrong($"cannot be {Spelling.Quote(text)}; write {wanted}");
    }

    private static ReplyPattern Pattern(string text)
        => ReplyPattern.TryParse(text, out ReplyPattern? pattern) ? pattern! : throw new InvalidOperationException(text);

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"\A[0-9]{1,5}\b")]
    private static partial Regex Rfc();

    [GeneratedRegex(@"\ACVE-[0-9]{4}-[0-9]{4,}\z")]
    private static partial Regex Cve();
}
