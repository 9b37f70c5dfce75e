namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// <c>$name</c>, <c>${name?text}</c>, <c>${name:text}</c>, <c>${name?{text}:{text}}</c> and comparisons in parameter values
/// (postconf(5), "The general format"; mac_parse(3), mac_expand(3)). What Postfix warns of and then stops at is the
/// <see cref="ExpandedText.Error"/> of the result.
/// </summary>
/// <param name="lookup">The value of a name, null where there is none.</param>
/// <param name="hasLevels">Whether <c>&lt;level</c> and its like exist (from Postfix 3.6 on).</param>
/// <param name="budget">What all this may cost.</param>
/// <param name="visitsAll">Looks at every name in both branches and expands nothing, as postconf does to find names.</param>
internal sealed class MacroExpansion(Func<string, PlacedText?> lookup, bool hasLevels, ExpansionBudget budget, bool visitsAll = false)
{
    private const int MaxLevel = 100;

    // Postfix counts anew inside a comparison and has only its stack as a bound.
    private const int MaxDepth = 250;

    private ExpandedText result = new();
    private string? error;
    private int depth;

    internal bool VisitsAll => visitsAll;

    public ExpandedText Expand(PlacedText value)
    {
        Parse(value, 0, value.Text.Length, 0);
        result.Error = error;
        return result;
    }

    internal bool Fail(string message)
    {
        error ??= message;
        return false;
    }

    /// <summary>A part of a text for a message.</summary>
    internal static string Excerpt(string text, int from, int to)
        => to - from <= 80 ? text[from..to] : string.Concat(text.AsSpan(from, 80), "...");

    // mac_parse(): literal text and references in turn.
    private bool Parse(PlacedText source, int start, int end, int level)
    {
        var text = source.Text;
        if (!Spend(end - start + 1))
            return false;
        var literal = start;
        for (var at = start; at < end;)
        {
            at = text.IndexOf('$', at, end - at);
            if (at < 0)
                break;
            if (at + 1 < end && text[at + 1] == '$')
            {
                if (!Emit(source, literal, at + 1, level))
                    return false;
                at += 2;
                literal = at;
                continue;
            }
            if (!Emit(source, literal, at, level))
                return false;
            var from = at + 1;
            int to, next;
            if (from < end && text[from] is ('{' or '('))
            {
                next = Close(text, from, end);
                if (next < 0)
                    return Fail($"truncated macro reference: \"{Excerpt(text, start, end)}\"");
                (from, to, next) = (from + 1, next, next + 1);
            }
            else
            {
                for (to = from; to < end && IsNameCharacter(text[to]); to++)
                    ;
                next = to;
            }
            if (to == from)
                return Fail($"empty macro name: \"{Excerpt(text, start, end)}\"");
            if (!Reference(source, from, to, level))
                return false;
            literal = at = next;
        }
        return Emit(source, literal, end, level);
    }

    private bool Reference(PlacedText source, int from, int to, int level)
    {
        if (level > MaxLevel || ++depth > MaxDepth)
            return Fail($"unreasonable macro call nesting: \"{Excerpt(source.Text, from, to)}\"");
        var text = source.Text;
        var at = Skip(text, from, to);
        PlacedText? value;
        if (at < to && text[at] == '{')
        {
            if (!MacroComparison.Read(this, source, ref at, to, hasLevels, out value))
                return false;
            if (at < to && text[at] is not ('?' or ':'))
                return Fail($"\"?\" or \":\" expected at: \"...}}>>>{Tail(text, at, to)}\"");
        }
        else
        {
            var name = at;
            while (at < to && IsNameCharacter(text[at]))
                at++;
            var end = at;
            at = Skip(text, at, to);
            if (at < to && text[at] is not ('?' or ':'))
                return Fail($"attribute name syntax error at: \"...{Excerpt(text, from, end)}>>>{Tail(text, end, to)}\"");
            value = lookup(text[name..end]);
        }
        var done = at == to
            ? value is null || Parse(value, 0, value.Text.Length, level + 1)
            : Choose(source, at, to, value is { Text.Length: > 0 }, level);
        depth--;
        return done;
    }

    // What follows ? and : in ${name?text}, ${name:text}, ${name?{text}:text}.
    private bool Choose(PlacedText source, int at, int to, bool isTrue, int level)
    {
        var text = source.Text;
        if (text[at] == '?')
        {
            if (!Operand(text, at + 1, to, out var from, out var end, out at))
                return false;
            if ((isTrue || visitsAll) && !Parse(source, from, end, level + 1))
                return false;
            if (at == to)
                return true;
            if (text[at] != ':')
                return Fail($"\":\" expected at: \"...{Excerpt(text, from, end)}}}>>>{Tail(text, at, to)}\"");
        }
        if (!Operand(text, at + 1, to, out var otherFrom, out var otherEnd, out at))
            return false;
        if ((!isTrue || visitsAll) && !Parse(source, otherFrom, otherEnd, level + 1))
            return false;
        return at == to || Fail($"unexpected input at: \"...{Excerpt(text, otherFrom, otherEnd)}}}>>>{Tail(text, at, to)}\"");
    }

    // {text} with white space around it, or everything up to the end.
    private bool Operand(string text, int at, int to, out int from, out int end, out int next)
    {
        (from, end, next) = (at, to, to);
        var brace = Skip(text, at, to);
        return brace == to || text[brace] != '{' || Braced(text, brace, to, out from, out end, out next);
    }

    /// <summary>The text in braces that begins at a brace, and where it goes on behind the white space that follows.</summary>
    internal bool Braced(string text, int brace, int to, out int from, out int end, out int next)
    {
        from = brace + 1;
        end = Close(text, brace, to);
        next = end < 0 ? to : Skip(text, end + 1, to);
        return end >= 0 || Fail($"unbalanced {{}} in attribute expression: \"{Excerpt(text, brace, to)}\"");
    }

    /// <summary>What a part of a text expands to by itself; null after an error.</summary>
    internal string? Alone(PlacedText source, int from, int to)
    {
        var outer = result;
        result = new ExpandedText();
        var text = Parse(source, from, to, 0) ? result.ToString() : null;
        result = outer;
        return text;
    }

    private bool Emit(PlacedText source, int from, int to, int level)
    {
        if (to <= from || visitsAll)
            return true;
        if (level > MaxLevel)
            return Fail($"unreasonable macro call nesting: \"{Excerpt(source.Text, from, to)}\"");
        result.Append(source, from, to);
        return Spend(to - from);
    }

    private bool Spend(int characters)
        => budget.Spend(characters) || Fail("the values of this configuration expand to more than can be read");

    // Only brackets of the kind that was opened count.
    private static int Close(string text, int open, int end)
    {
        var (opening, closing) = text[open] == '{' ? ('{', '}') : ('(', ')');
        var level = 0;
        for (var at = open; at < end; at++)
        {
            if (text[at] == opening)
                level++;
            else if (text[at] == closing && --level == 0)
                return at;
        }
        return -1;
    }

    internal static int Skip(string text, int at, int to)
    {
        while (at < to && text[at] is (' ' or '\t' or '\r' or '\n'))
            at++;
        return at;
    }

    internal static string Tail(string text, int at, int to) => text[at..Math.Min(to, at + 20)];

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
