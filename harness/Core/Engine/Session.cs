using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>One session of a run: an attack with the values of a variant, or its control.</summary>
/// <param name="attack">The attack.</param>
/// <param name="isControl">Whether its control is played.</param>
/// <param name="variant">The variant, or null.</param>
internal sealed class Session(Attack attack, bool isControl, Variant? variant)
{
    /// <summary>The attack.</summary>
    public Attack Attack { get; } = attack;

    /// <summary>Whether its control is played.</summary>
    public bool IsControl { get; } = isControl;

    /// <summary>The variant, or null.</summary>
    public Variant? Variant { get; } = variant;

    /// <summary>The kind of client that speaks.</summary>
    public string Kind => (IsControl ? Attack.Control?.From : null) ?? Attack.From;

    /// <summary>Whether its client is slow, silent or deaf, so that the session lasts and costs nothing.</summary>
    public bool IsSlow { get; } = attack.Steps.Any(s => s is Hold or Deafen or SendOctets { Pace: > 0 });

    /// <summary>Whether it takes many connections, so that no other session should be under way.</summary>
    public Flood? Flood { get; } = attack.Steps is [Flood flood] ? flood : null;

    /// <summary>How long its client is slow at the most, in seconds.</summary>
    public double SlowSeconds => Math.Min(Hold.Most, Attack.Steps.Sum(s => s switch
    {
        Hold hold => hold.Seconds,
        Deafen deaf => deaf.Seconds,
        Flood flood => flood.Seconds,
        SendOctets { Pace: > 0 } send => send.Pace * (send.Text ?? "").Length / 1000.0,
        _ => 0,
    }));

    /// <summary>Whether ordinary mail is to be tried because of it.</summary>
    public bool TriesMail(Manners manners) => !IsControl && Attack.MayWedge && (manners.MailAfterSafe || !Attack.Safe);

    /// <summary>The observation of it before anything was seen.</summary>
    public Observation Unseen => new() { Attack = Attack.Id, IsControl = IsControl, Variant = Variant?.Name };

    /// <summary>The sessions of an attack: one, or one a variant, and its control.</summary>
    public static IEnumerable<Session> Of(Attack attack)
    {
        IEnumerable<Session> played = attack.Each.Count == 0
            ? [new Session(attack, false, null)]
            : attack.Each.Select(v => new Session(attack, false, v));
        return attack.Control is null ? played : played.Append(new Session(attack, true, null));
    }

    /// <summary>The values of its placeholders.</summary>
    /// <param name="facts">What the target says of itself.</param>
    /// <param name="vantage">Who speaks.</param>
    public Placeholders Bind(IReadOnlyDictionary<string, string> facts, IVantage vantage) => Bind(facts, vantage.HeloName, vantage.Client.Address);

    /// <summary>
    /// What the session is, whoever speaks: two sessions of one key have one outcome, and one of them is played.
    /// </summary>
    public string Key(IReadOnlyDictionary<string, string> facts)
    {
        Placeholders values = Bind(facts, "{helo}", "{client}");
        IEnumerable<string> steps = Attack.Steps.Select(s => s switch
        {
            Say say => $"{say with { Line = "" }} {(say.Times == 1 ? values : values.With(TargetFacts.Counter, "{n}")).Fill(say.Line)}",
            SendOctets { Text: { } text } send => $"{send with { Text = "" }} {values.Fill(text)}",
            Deafen deaf => $"{deaf with { Line = "" }} {values.Fill(deaf.Line)}",
            SendMessage message => $"{message} {values.Fill("{sender} {recipient}")}",
            Authenticate auth => $"{auth} {values.Fill(auth.User)} {values.Fill(auth.Password)}",
            SayHello hello => $"{values.Fill(hello.Versions)}, {values.Fill(hello.Suites)}, {(hello.Name is { } name ? $"name {values.Fill(name)}" : "")}",
            Submit submit => $"{submit} {values.Fill($"{submit.Sender} {submit.Recipient} {submit.User} {submit.Password}")}",
            _ => s.ToString(),
        });
        return string.Join('\n', [Kind, $"{Attack.MayWedge} {IsControl}", Attack.Parameter ?? "", .. Attack.When.Select(w => $"{w.Key} {w.Value}"), .. steps]);
    }

    /// <summary>The recipients of each message that the session begins, by the arguments of RCPT.</summary>
    public IEnumerable<IReadOnlyList<string>> Messages(IReadOnlyDictionary<string, string> facts)
    {
        Placeholders values = Bind(facts, "{helo}", "{client}");
        var recipients = new AcceptedRecipients();
        foreach (Step step in Attack.Steps)
        {
            if (step is Submit submit)
            {
                yield return [$"<{values.Fill(submit.Recipient)}>"];
            }

            string text = step switch
            {
                Say say => (say.Times == 1 ? values : values.With(TargetFacts.Counter, "1")).Fill(say.Line),
                SendOctets { Text: { } octets } => values.Fill(octets),
                _ => "",
            };
            foreach (string line in AcceptedRecipients.Lines(text))
            {
                if (StageWords.OfCommand(line) == Stage.Data)
                {
                    yield return recipients.All;
                }

                recipients.Answered(line, 250);
            }
        }
    }

    /// <summary>The values of its placeholders, for a client with this HELO name and this address.</summary>
    public Placeholders Bind(IReadOnlyDictionary<string, string> facts, string helo, string client)
    {
        // A control is the session of the first variant made harmless.
        IReadOnlyDictionary<string, string> varied = (Variant ?? (Attack.Each is [var first, ..] ? first : null))?.Let ?? new Dictionary<string, string>();
        IReadOnlyDictionary<string, string> harmless = IsControl && Attack.Control is { } c ? c.Let : new Dictionary<string, string>();
        var bindings = new Dictionary<string, string>(Attack.Let);
        foreach ((string name, string value) in varied.Concat(harmless))
        {
            bindings[name] = value;
        }

        return new Placeholders(bindings, new Dictionary<string, string>(facts) { [TargetFacts.Helo] = helo, [TargetFacts.Client] = client });
    }
}
