namespace Harness.Core.Scenarios;

/// <summary>
/// Fills the placeholders of a session: bindings first, then the target's facts. A binding may refer to other bindings
/// and to facts; a fact is taken as it is, or in capitals. Not for several threads at once.
/// </summary>
/// <param name="bindings">The attack's values, those of its control laid over them where the control is played.</param>
/// <param name="facts">What the target says of itself, by the names of <see cref="TargetFacts"/>.</param>
public sealed class Placeholders(IReadOnlyDictionary<string, string> bindings, IReadOnlyDictionary<string, string> facts)
{
    /// <summary>How many bindings may stand one in the other.</summary>
    public const int MaxDepth = 8;

    /// <summary>The longest text that is made, in characters: a few bindings can name each other into gigabytes.</summary>
    public const int MaxLength = 1 << 20;

    // Resolved once each, with the depth below it: otherwise bindings of many references cost exponential time.
    private readonly Dictionary<string, (string Value, int Depth)> _resolved = [];
    private readonly List<string> _open = [];

    /// <summary>The same values with one more binding.</summary>
    public Placeholders With(string name, string value) => new(new Dictionary<string, string>(bindings) { [name] = value }, facts);

    /// <summary>The text with every placeholder replaced and every doubled brace made one.</summary>
    /// <exception cref="FormatException">
    /// A name has no value, bindings go round in a circle or deeper than <see cref="MaxDepth"/>, the result is longer than
    /// <see cref="MaxLength"/>, or a brace stands alone. The message says which. An attack that was read from YAML fails
    /// only on a fact its target lacks.
    /// </exception>
    public string Fill(string text)
    {
        _open.Clear();
        return Expand(text).Value;
    }

    private (string Value, int Depth) Expand(string text)
    {
        int depth = 0;
        long length = 0;
        string value = PlaceholderText.Replace(text, name =>
        {
            (string inner, int below) = Resolve(name);
            depth = Math.Max(depth, below);
            length += inner.Length;
            return length <= MaxLength
                ? inner
                : throw new FormatException($"{{{name}}} makes the text longer than {MaxLength} characters; bind shorter values");
        });
        return (value, depth);
    }

    private (string Value, int Depth) Resolve(string name)
    {
        if (_resolved.TryGetValue(name, out (string, int) known))
        {
            return known;
        }

        if (!bindings.TryGetValue(name, out string? text))
        {
            return facts.TryGetValue(name, out string? fact)
                ? (fact, 0)
                : throw new FormatException($"{{{name}}} has no value: nothing binds it, and it is no fact of this target");
        }

        if (_open.Contains(name))
        {
            string circle = string.Join(" → ", _open.SkipWhile(n => n != name).Append(name));
            throw new FormatException($"bindings go round in a circle, {circle}; give one of them a value of its own");
        }

        _open.Add(name);
        (string value, int below) = _open.Count <= MaxDepth ? Expand(text) : throw TooDeep(name);
        _open.RemoveAt(_open.Count - 1);
        return below < MaxDepth ? _resolved[name] = (value, below + 1) : throw TooDeep(name);
    }

    private static FormatException TooDeep(string name)
        => new($"{{{name}}} is bound through more than {MaxDepth} other bindings; write the value out");
}
