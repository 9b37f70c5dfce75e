using System.Text;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Replies;

/// <summary>
/// <c>$name</c>, <c>${name}</c>, <c>${name?text}</c>, <c>${name:text}</c>, <c>${name?{a}:{b}}</c>, <c>${{a}=={b}?c:d}</c> and
/// <c>$$</c> in a reply (postconf(5), default_rbl_reply; mac_expand(3)). Read once.
/// </summary>
internal sealed class ReplyTemplate
{
    private const int Deepest = 100;

    private readonly TemplatePart[] _parts;

    private ReplyTemplate(TemplatePart[] parts) => _parts = parts;

    /// <summary>Reads a template; null for one with a mistake in it.</summary>
    public static ReplyTemplate? Parse(string template, int depth = 0)
    {
        var parts = new List<TemplatePart>();
        for (int at = 0; at < template.Length;)
        {
            int dollar = template.IndexOf('$', at);
            int end = dollar < 0 ? template.Length : dollar;
            if (end > at)
                parts.Add(new TemplatePart.Literal(template[at..end]));
            at = end;
            if (dollar < 0)
                break;
            if (Dollar(template, ref at, depth) is not { } part)
                return null;
            parts.Add(part);
        }
        return new([.. parts]);
    }

    /// <summary>Adds the text to a reply; false where a name in it does not exist.</summary>
    public bool AppendTo(StringBuilder text, ITemplateValues values)
    {
        foreach (TemplatePart part in _parts)
        {
            if (!part.AppendTo(text, values))
                return false;
        }
        return true;
    }

    private static TemplatePart? Dollar(string text, ref int at, int depth)
    {
        char next = at + 1 < text.Length ? text[at + 1] : '\0';
        if (next == '$')
        {
            at += 2;
            return new TemplatePart.Literal("$");
        }
        int begin = at + 1;
        if (next is '{' or '(')
        {
            int close = Closing(text, begin);
            at = close + 1;
            return close < 0 || depth >= Deepest ? null : Braced(text[(begin + 1)..close], depth + 1);
        }
        at = EndOfName(text, begin);
        return at == begin ? null : new TemplatePart.Value(text[begin..at]);
    }

    private static TemplatePart? Braced(string inner, int depth)
    {
        int at = Skip(inner, 0);
        Condition? condition;
        if (at < inner.Length && inner[at] == '{')
        {
            condition = Comparison(inner, ref at, depth);
        }
        else
        {
            int end = EndOfName(inner, at);
            string name = inner[at..end];
            at = Skip(inner, end);
            if (at == inner.Length)
                return new TemplatePart.Value(name);
            condition = new(name, null, "", null);
        }
        ReplyTemplate? then = null, otherwise = null;
        if (at < inner.Length && inner[at] == '?' && (then = Operand(inner, ref at, depth)) is null)
            return null;
        if (at < inner.Length && inner[at] == ':' && (otherwise = Operand(inner, ref at, depth)) is null)
            return null;
        return condition is null || at < inner.Length ? null : new TemplatePart.Choice(condition, then, otherwise);
    }

    private static Condition? Comparison(string inner, ref int at, int depth)
    {
        ReplyTemplate? left = Payload(inner, ref at, depth);
        int begin = at;
        while (at < inner.Length && "<>!=".Contains(inner[at]))
            at++;
        string sign = inner[begin..at];
        at = Skip(inner, at);
        if (left is null || !MacroComparison.IsOperator(sign) || at >= inner.Length || inner[at] != '{')
            return null;
        ReplyTemplate? right = Payload(inner, ref at, depth);
        return right is null ? null : new("", left, sign, right);
    }

    private static ReplyTemplate? Operand(string inner, ref int at, int depth)
    {
        int brace = Skip(inner, at + 1);
        if (brace < inner.Length && inner[brace] == '{')
        {
            at = brace;
            return Payload(inner, ref at, depth);
        }
        string rest = inner[(at + 1)..];
        at = inner.Length;
        return Parse(rest, depth);
    }

    private static ReplyTemplate? Payload(string inner, ref int at, int depth)
    {
        int close = Closing(inner, at);
        if (close < 0)
            return null;
        string payload = inner[(at + 1)..close].Trim();
        at = Skip(inner, close + 1);
        return Parse(payload, depth);
    }

    private static int EndOfName(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
            at++;
        return at;
    }

    private static int Skip(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static int Closing(string text, int open)
    {
        char begin = text[open], end = begin == '{' ? '}' : ')';
        int level = 0;
        for (int i = open; i < text.Length; i++)
        {
            if (text[i] == begin)
                level++;
            else if (text[i] == end && --level == 0)
                return i;
        }
        return -1;
    }
}
