namespace Harness.Core.Scenarios;

/// <summary>Reads the steps of a session.</summary>
internal static class StepReader
{
    private const string Example = "{ say: \"MAIL FROM:<{sender}>\", await: 250 }";

    private static readonly string[] Kinds = ["say", "send", "hex", "message", "starttls", "submit"];
    private static readonly string[] Modes = ["never", "offered", "required"];

    /// <summary>Reads the steps and checks their placeholders against the scope.</summary>
    public static IReadOnlyList<Step> Read(YamlNode node, BindingScope scope)
    {
        IReadOnlyList<YamlNode> items = node.List($"steps: [{Example}]").Items;
        List<Step> steps = [];
        foreach (YamlMap item in items.Select(i => i.Map(Example)))
        {
            Step step = One(item, scope);
            steps.Add(step is not Submit || items.Count == 1 ? step
                : throw item.Wrong("is a 'submit', which is a whole session of its own; make it the only step"));
        }

        return steps;
    }

    private static Step One(YamlMap item, BindingScope scope)
    {
        item.OnlyKeys([.. Kinds, "await", "replies"]);
        string[] kinds = [.. item.Entries.Select(e => e.Key).Where(Kinds.Contains)];
        if (kinds.Length != 1)
        {
            string found = kinds.Length == 0 ? "does nothing" : $"does several things ({string.Join(", ", kinds)})";
            throw item.Wrong($"{found}; give it exactly one of {string.Join(", ", Kinds)}");
        }

        YamlNode what = item.Need(kinds[0], Example);
        int replies = Replies(item, kinds[0]);
        Step step = kinds[0] switch
        {
            "say" => new Say(scope.Later(what)),
            "send" => new SendOctets(Sent(what, replies, scope), null, replies),
            "hex" => new SendOctets(null, HexText.Read(what), replies),
            "message" => new SendMessage(BindingScope.Literal(what)),
            "starttls" when what.OneOf(["handshake"]) is not null => new StartTls(),
            _ => SubmitOf(what, scope),
        };
        return item.TryFind("await", out YamlNode? awaited) ? step with { Await = Awaited(awaited, step) } : step;
    }

    private static int Replies(YamlMap item, string kind)
        => !item.TryFind("replies", out YamlNode? replies) ? 1
        : kind is "send" or "hex" ? replies.Number(0, 50)
        : throw replies.Wrong($"does not go with '{kind}', which reads one reply; use it with send or hex");

    private static string Sent(YamlNode node, int replies, BindingScope scope)
    {
        string text = scope.Later(node, isLine: false);
        return text.Length > 0 || replies > 0 ? text : throw node.Wrong("sends nothing and reads nothing; write a text, or remove the step");
    }

    private static ReplyPattern Awaited(YamlNode node, Step step)
        => step is not SendOctets { Replies: 0 } ? ExpectationReader.Pattern(node)
        : throw node.Wrong("waits for an answer that 'replies: 0' does not read; remove one of the two");

    private static Submit SubmitOf(YamlNode node, BindingScope scope)
    {
        const string SubmitExample = "submit: { from: \"{sender}\", to: \"{recipient}\", tls: offered }";
        YamlMap map = node.Map(SubmitExample);
        map.OnlyKeys("from", "to", "tls", "user");
        return new Submit(
            scope.Later(map.Need("from", SubmitExample)),
            Filled(map.Need("to", SubmitExample)),
            map.Need("tls", SubmitExample).OneOf(Modes),
            map.TryFind("user", out YamlNode? user) ? Filled(user) : null);

        string Filled(YamlNode text) => text.Prose().Length > 0 ? scope.Later(text) : "";
    }
}
