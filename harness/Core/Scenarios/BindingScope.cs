namespace Harness.Core.Scenarios;

/// <summary>
/// The bindings in force while an attack, or its control, is read: checks every placeholder when it is met, so that
/// playing can fail only on a fact the target lacks, and notes which bindings are of use.
/// </summary>
/// <param name="bindings">Values by name.</param>
/// <param name="where">Tells the rows of a family apart in messages, as in <c> in case 'pc'</c>; may be empty.</param>
internal sealed class BindingScope(IReadOnlyDictionary<string, string> bindings, string where)
{
    private readonly Placeholders _now = new(bindings, new Dictionary<string, string>());
    private readonly Placeholders _later = new(bindings, TargetFacts.Meanings);
    private readonly HashSet<string> _used = [];

    /// <summary>The bindings that texts read so far refer to, directly or through other bindings.</summary>
    public IReadOnlySet<string> Used => _used;

    /// <summary>A text for people or for the judge, filled here and now: facts are not known yet.</summary>
    public string Now(YamlNode node)
    {
        string text = node.Text();
        return Try(node, () =>
        {
            if (Note(text).FirstOrDefault(TargetFacts.Meanings.ContainsKey) is { } fact)
            {
                throw new FormatException($"{{{fact}}} is a fact of the target, known only when the session is played; use bindings without facts");
            }

            return YamlTexts.OneLine(node, _now.Fill(text));
        });
    }

    /// <summary>A text that is filled when it is played, where facts are known as well.</summary>
    /// <param name="node">The text.</param>
    /// <param name="isLine">Whether it becomes part of one line of the protocol, which no line break may cut.</param>
    public string Later(YamlNode node, bool isLine = true)
    {
        string text = node.Text();
        return Try(node, () =>
        {
            _ = Note(text);
            string filled = _later.Fill(text);
            return isLine && filled.AsSpan().IndexOfAny('\r', '\n') >= 0
                ? throw new FormatException("a line break inside a command; write the octets with 'send', their CRLF included")
                : text;
        });
    }

    /// <summary>A command that is said several times: <c>{n}</c> in it is the number of the time, from 1.</summary>
    public string Counted(YamlNode node)
    {
        BindingScope counted = new(Bindings.Over(bindings, [KeyValuePair.Create(TargetFacts.Counter, "1")]), where);
        string text = counted.Later(node);
        _used.UnionWith(counted.Used.Where(n => n != TargetFacts.Counter));
        return text;
    }

    /// <summary>A text that is taken as it stands; a placeholder in it would be sent as braces.</summary>
    public static string Literal(YamlNode node)
    {
        string text = node.Prose();
        int open = text.IndexOf('{', StringComparison.Ordinal);
        int length = text.AsSpan(open + 1).IndexOf('}');
        return open >= 0 && length > 0 && PlaceholderText.IsName(text.AsSpan(open + 1, length))
            ? throw node.Wrong($"takes no placeholders and has {text.Substring(open, length + 2)}; write the text out")
            : text;
    }

    /// <summary>Marks what a text needs as used.</summary>
    /// <returns>The facts among it.</returns>
    private List<string> Note(string text)
    {
        List<string> facts = [];
        foreach (string name in Bindings.Reached(text, bindings))
        {
            if (bindings.ContainsKey(name))
            {
                _used.Add(name);
            }
            else if (TargetFacts.Meanings.ContainsKey(name))
            {
                facts.Add(name);
            }
            else
            {
                string[] known = [.. bindings.Keys, .. TargetFacts.Meanings.Keys];
                throw new FormatException($"{{{name}}} is neither bound nor a fact; {Spelling.DidYouMean(name, known)}");
            }
        }

        return facts;
    }

    private string Try(YamlNode node, Func<string> fill)
    {
        try
        {
            return fill();
        }
        catch (FormatException e) when (e is not FixtureException)
        {
            throw node.Place.Wrong($"{node.Name}{where}: {e.Message}");
        }
    }
}
