using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Core.Smtp;

namespace Harness.Core.Fuzz;

/// <summary>Spells a counterexample as a scenario, so that it can be kept in the catalogue.</summary>
internal static partial class CounterexampleScenario
{
    /// <summary>The scenario in YAML.</summary>
    /// <param name="breach">What it breaks.</param>
    /// <param name="transactions">What is said.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="seen">How it came out.</param>
    /// <param name="arrivals">How many deliveries its messages make.</param>
    public static string Of(Breach breach, IReadOnlyList<FuzzTransaction> transactions, ulong seed, ConnectionSeen seen, int arrivals)
    {
        var yaml = new StringBuilder();
        yaml.AppendLine(CultureInfo.InvariantCulture, $"# Found by smtp-harness fuzz --seed {seed}, transaction {breach.Transaction} ({Kind(breach, transactions)}), and made small:");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"# {Visible.Escape(breach.What)}.");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"id: fuzz/{breach.Kind.Word()}-{seed}-{breach.Transaction}");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"claim: {Claim(breach.Kind)}");
        yaml.AppendLine(CultureInfo.InvariantCulture, $"source: {{ rfc: \"{Section(breach.Kind)}\" }}");
        yaml.AppendLine("from: outsider");
        yaml.AppendLine("safe: false");
        if (breach.Kind == BreachKind.NotAlive)
        {
            yaml.AppendLine("may-wedge: true");
        }

        yaml.AppendLine("steps:");
        yaml.AppendLine("  - { say: \"EHLO {helo}\", await: 250 }");
        foreach (string step in Steps(transactions, seen))
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"  - {step}");
        }

        yaml.AppendLine("pass:");
        foreach (string outcome in Outcomes(breach.Kind, arrivals, LastLine(transactions), transactions[^1].Leaving == Leaving.AtOnce ? "[2xx, 3xx, 4xx, 5xx]" : "[2xx, 4xx, 5xx]"))
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"  - {outcome}");
        }

        yaml.AppendLine("control: none");
        yaml.AppendLine("remedy: see the dialogue, and the page docs/fuzzing.md");
        return yaml.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<string> Steps(IReadOnlyList<FuzzTransaction> transactions, ConnectionSeen seen)
    {
        for (int t = 0; t < transactions.Count; t++)
        {
            if (t > 0)
            {
                yield return "{ say: RSET }";
            }

            IReadOnlyList<FuzzWrite> writes = transactions[t].Writes;
            for (int w = 0; w < writes.Count; w++)
            {
                bool goesAhead = w + 1 < writes.Count && writes[w + 1].AfterGoAhead;
                // What is said in one write has as many answers as it had; the last of them is read after this end is closed.
                int replies = writes[w] is { Replies: 0, AfterGoAhead: false } ? Math.Clamp(seen.Replies.Count - 3, 0, 50) : writes[w].Replies;
                yield return Step(writes[w], replies, goesAhead);
            }

            if (transactions[t].Leaving != Leaving.Stays)
            {
                yield return transactions[t].Leaving == Leaving.ByHalf ? "{ hang-up: half }" : "{ hang-up: whole }";
            }
        }
    }

    private static string Step(FuzzWrite write, int replies, bool goesAhead)
    {
        // A message follows 354 only, which is the last of the answers to what is pipelined before it.
        if (goesAhead && replies > 1)
        {
            return $"{{ send: {Quoted(write.Text)}, replies: {replies - 1}{Latin1(write.Text)} }}\n  - {{ send: \"\", await: 354 }}";
        }

        string awaits = goesAhead ? ", await: 354" : "";
        return replies == 1 && write.Text.EndsWith("\r\n", StringComparison.Ordinal) && write.Text.Length > 2 && write.Text[..^2].All(c => c is >= ' ' and < '\x7f')
            ? $"{{ say: {Quoted(write.Text[..^2])}{awaits} }}"
            : $"{{ send: {Quoted(write.Text)}{(replies == 1 ? "" : $", replies: {replies}")}{Latin1(write.Text)}{awaits} }}";
    }

    private static string Latin1(string text) => text.Any(c => c > '\x7f') ? ", latin-1: true" : "";

    // In a scenario the sender need not be told apart from those of other transactions.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in Token().Replace(text, "{sender}"))
        {
            quoted.Append(c switch
            {
                '\\' => @"\\",
                '"' => "\\\"",
                '\r' => @"\r",
                '\n' => @"\n",
                '\0' => @"\0",
                >= ' ' and < '\x7f' => c.ToString(),
                _ => $"\\x{(int)c:x2}",
            });
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"fz[0-9]+z\.(s\.)?\{sender\}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    private static string Kind(Breach breach, IReadOnlyList<FuzzTransaction> transactions)
        => transactions.FirstOrDefault(t => t.Number == breach.Transaction)?.Kind ?? "?";

    private static string Claim(BreachKind kind) => kind switch
    {
        BreachKind.NotAlive => "the server goes on answering, and takes ordinary mail",
        BreachKind.Relayed => "nothing of this is handed on to another host",
        BreachKind.Appeared => "no message comes of this but those that were sent",
        BreachKind.Lost => "each message that is taken arrives whole",
        BreachKind.MalformedReply => "each answer is a reply to what was said",
        _ => "each command has one answer",
    };

    private static string Section(BreachKind kind) => kind switch
    {
        BreachKind.Appeared => "5321 §4.1.1.4",
        BreachKind.Lost => "5321 §6.1",
        BreachKind.Relayed => "5321 §3.6.1",
        BreachKind.NotAlive => "5321 §3.8",
        _ => "5321 §4.2",
    };

    // What every message that arrives has to carry; null where more than one was sent, or it is not in it.
    private static string? LastLine(IReadOnlyList<FuzzTransaction> transactions)
        => transactions is [var only] && only.Writes.Any(w => w.Text.Contains(MessageToken.LastLine(only.Number), StringComparison.Ordinal)) ? MessageToken.LastLine(only.Number) : null;

    private static IEnumerable<string> Outcomes(BreachKind kind, int arrivals, string? lastLine, string reply) => kind switch
    {
        BreachKind.Appeared or BreachKind.Lost =>
        [
            $"{{ reply: {reply}, arrivals: {arrivals}{(arrivals > 0 && lastLine is not null ? $", carries: {lastLine}" : "")}, because: what was sent and nothing else }}",
            .. arrivals == 0 ? Array.Empty<string>() : ["{ reply: [4xx, 5xx], arrivals: 0, because: the whole of it was refused }"],
            $"{{ closed: true, arrivals: {arrivals}, because: the server ends a session with such octets }}",
        ],
        BreachKind.Relayed =>
        [
            "{ reply: [4xx, 5xx], delivered: nowhere, because: it was refused }",
            "{ reply: 2xx, delivered: mailbox, because: it stays here }",
        ],
        _ => [$"{{ reply: {reply} }}", "{ closed: true }"],
    };
}
