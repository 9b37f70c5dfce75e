namespace Harness.Core.Scenarios;

/// <summary>Reads the steps of a session.</summary>
internal static class StepReader
{
    private const string Example = "{ say: \"MAIL FROM:<{sender}>\", await: 250 }";

    private static readonly string[] Kinds = ["say", "send", "hex", "message", "starttls", "client-hello", "hang-up", "hold", "deaf", "flood", "auth", "submit"];
    private static readonly string[] Modes = ["never", "offered", "required"];

    /// <summary>Reads the steps and checks their placeholders against the scope.</summary>
    public static IReadOnlyList<Step> Read(YamlNode node, BindingScope scope)
    {
        IReadOnlyList<YamlNode> items = node.List($"steps: [{Example}]").Items;
        List<Step> steps = [];
        foreach (YamlMap item in items.Select(i => i.Map(Example)))
        {
            Step step = One(item, scope);
            if (step is SendOctets { Early: true } && steps.Count > 0)
            {
                throw item.Wrong("is 'early', and the greeting has been read by then; make it the first step");
            }

            if (steps is [.., HangUp or SayHello])
            {
                throw item.Wrong($"comes after '{(steps[^1] is HangUp ? "hang-up" : "client-hello")}', after which nothing can be said; make that the last step");
            }

            steps.Add(step is not (Submit or Flood) || items.Count == 1 ? step
                : throw item.Wrong($"is a '{(step is Flood ? "flood" : "submit")}', which is a whole session of its own; make it the only step"));
        }

        return steps;
    }

    private static Step One(YamlMap item, BindingScope scope)
    {
        item.OnlyKeys([.. Kinds, "await", "replies", "times", "early", "latin-1", "after", "pace", "over-size"]);
        string[] kinds = [.. item.Entries.Select(e => e.Key).Where(Kinds.Contains)];
        if (kinds.Length != 1)
        {
            string found = kinds.Length == 0 ? "does nothing" : $"does several things ({string.Join(", ", kinds)})";
            throw item.Wrong($"{found}; give it exactly one of {string.Join(", ", Kinds)}");
        }

        YamlNode what = item.Need(kinds[0], Example);
        int replies = Replies(item, kinds[0]);
        int times = item.TryFind("times", out YamlNode? often) ? Only(kinds[0] == "auth" ? "auth" : "say", often).Number(2, 2000) : 1;
        bool early = item.TryFind("early", out YamlNode? before) && Only("send", before).Truth();
        bool latin1 = item.TryFind("latin-1", out YamlNode? octets) && (kinds[0] == "send" ? octets : Only("say", octets)).Truth();
        int pace = item.TryFind("pace", out YamlNode? waits) ? Only("send", waits).Number(10, 5000) : 0;
        int after = item.TryFind("after", out YamlNode? pause) ? Only("send", pause).Number(10, 1000) : 0;
        bool overSize = item.TryFind("over-size", out YamlNode? over) && Only("message", over).Truth();
        Step step = kinds[0] switch
        {
            "say" => new Say(times > 1 ? scope.Counted(what) : scope.Later(what)) { Times = times, Latin1 = latin1 },
            "send" => new SendOctets(Sent(what, replies, scope), null, replies) { Early = early, Latin1 = latin1, After = after, Pace = pace },
            "hex" => new SendOctets(null, HexText.Read(what), replies),
            "message" => new SendMessage(BindingScope.Literal(what)) { OverSize = overSize },
            "starttls" when what.OneOf(["handshake"]) is not null => new StartTls(),
            "client-hello" => HelloReader.Read(what, scope),
            "hang-up" => new HangUp(what.OneOf(["whole", "half"]) == "half"),
            "hold" => new Hold(what.Number(1, Hold.Most)),
            "deaf" => DeafenOf(what, scope),
            "flood" => FloodOf(what),
            "auth" => AuthenticateOf(what, scope) with { Times = times },
            _ => SubmitOf(what, scope),
        };
        return item.TryFind("await", out YamlNode? awaited) ? step with { Await = Awaited(awaited, step) } : step;

        YamlNode Only(string kind, YamlNode node)
            => kinds[0] == kind ? node : throw node.Wrong($"does not go with '{kinds[0]}'; use it with {kind}");
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
        => step is SayHello ? throw node.Wrong("waits for a reply, and a hello has none; remove it, and say in 'pass' what must come of the hello: tls: { agreed: false }")
        : step is Hold or Deafen or Flood ? throw node.Wrong("does not go with a step that waits for no answer; remove it")
        : step is HangUp { Half: false } ? throw node.Wrong("waits for an answer on a connection that is closed; remove it, or hang up by half")
        : step is not SendOctets { Replies: 0 } ? ExpectationReader.Pattern(node)
        : throw node.Wrong("waits for an answer that 'replies: 0' does not read; remove one of the two");

    private static Deafen DeafenOf(YamlNode node, BindingScope scope)
    {
        const string DeafExample = "deaf: { line: NOOP, hold: 18 }";
        YamlMap map = node.Map(DeafExample);
        map.OnlyKeys("line", "hold");
        return new Deafen(scope.Later(map.Need("line", DeafExample)), map.Need("hold", DeafExample).Number(1, Hold.Most));
    }

    private static Flood FloodOf(YamlNode node)
    {
        const string FloodExample = "flood: { connections: 60, hold: 5 }";
        YamlMap map = node.Map(FloodExample);
        map.OnlyKeys("connections", "addresses", "hold");
        return new Flood(
            map.Need("connections", FloodExample).Number(2, Flood.MostConnections),
            map.TryFind("addresses", out YamlNode? addresses) ? addresses.Number(1, Flood.MostAddresses) : 1,
            map.Need("hold", FloodExample).Number(1, Hold.Most));
    }

    private static Authenticate AuthenticateOf(YamlNode node, BindingScope scope)
    {
        const string AuthExample = "auth: { mechanism: plain, user: \"{user}\", password: \"{password}\" }";
        YamlMap map = node.Map(AuthExample);
        map.OnlyKeys("mechanism", "user", "password");
        return new Authenticate(
            map.Need("mechanism", AuthExample).OneOf([.. Authenticate.Mechanisms]),
            scope.Later(map.Need("user", AuthExample)),
            scope.Later(map.Need("password", AuthExample)));
    }

    private static Submit SubmitOf(YamlNode node, BindingScope scope)
    {
        const string SubmitExample = "submit: { from: \"{sender}\", to: \"{recipient}\", tls: offered }";
        YamlMap map = node.Map(SubmitExample);
        map.OnlyKeys("from", "to", "tls", "user", "password");
        return new Submit(
            scope.Later(map.Need("from", SubmitExample)),
            Filled(map.Need("to", SubmitExample)),
            map.Need("tls", SubmitExample).OneOf(Modes),
            map.TryFind("user", out YamlNode? user) ? Filled(user) : null)
        {
            Password = map.TryFind("password", out YamlNode? password) ? Filled(password) : null,
        };

        string Filled(YamlNode text) => text.Prose().Length > 0 ? scope.Later(text) : "";
    }
}
