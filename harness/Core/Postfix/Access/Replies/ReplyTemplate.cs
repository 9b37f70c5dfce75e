using System.Text;

namespace Harness.Core.Postfix.Access.Replies;

/// <summary>
/// <c>$name</c>, <c>${name}</c>, <c>${name?text}</c>, <c>${name:text}</c>, <c>${name?{a}:{b}}</c>, <c>${{a}=={b}?{c}:{d}}</c> and
/// <c>$$</c> in a reply (postconf(5), default_rbl_reply; mac_expand(3)).
/// </summary>
internal sealed class ReplyTemplate(Func<string, string?> value)
{
    private readonly StringBuilder _text = new();
    private bool _broken;

    /// <summary>The expanded text; null for a template with a mistake or an unknown name in it.</summary>
    public static string? Expand(string template, Func<string, string?> value)
    {
        var expansion = new ReplyTemplate(value);
        expansion.Append(template, 0);
        return expansion._broken ? null : expansion._text.ToString();
    }

    private void Append(string text, int depth)
    {
        if (depth > 100)
        {
            _broken = true;
            return;
        }
        for (int at = 0; at < text.Length && !_broken;)
        {
            if (text[at] != '$')
            {
                _text.Append(text[at++]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '$')
            {
                _text.Append('$');
                at += 2;
            }
            else if (at + 1 < text.Length && text[at + 1] is '{' or '(')
            {
                int close = Closing(text, at + 1);
                if (close < 0)
                {
                    _broken = true;
                    return;
                }
                Evaluate(text[(at + 2)..close], depth);
                at = close + 1;
            }
            else
            {
                int end = at + 1;
                while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
                    end++;
                if (end == at + 1)
                    _broken = true;
                else
                    Put(value(text[(at + 1)..end]));
                at = end;
            }
        }
    }

    private void Evaluate(string inner, int depth)
    {
        int at = 0;
        string? found;
        if (inner.TrimStart() is ['{', ..])
        {
            at = inner.IndexOf('{');
            found = Relation(inner, ref at, depth) ? "bogus" : "";
        }
        else
        {
            string body = inner.TrimStart();
            inner = body;
            while (at < body.Length && (char.IsAsciiLetterOrDigit(body[at]) || body[at] == '_'))
                at++;
            found = value(body[..at]);
            while (at < inner.Length && char.IsWhiteSpace(inner[at]))
                at++;
            if (at == inner.Length)
            {
                Put(found);
                return;
            }
        }
        bool holds = !string.IsNullOrEmpty(found);
        if (at < inner.Length && inner[at] == '?')
        {
            string text = Operand(inner, ref at);
            if (holds)
                Append(text, depth + 1);
        }
        if (at < inner.Length && inner[at] == ':')
        {
            string text = Operand(inner, ref at);
            if (!holds)
                Append(text, depth + 1);
        }
        _broken |= at < inner.Length;
    }

    private bool Relation(string inner, ref int at, int depth)
    {
        string left = Side(Payload(inner, ref at), depth);
        int begin = at;
        while (at < inner.Length && "<>!=".Contains(inner[at]))
            at++;
        string sign = inner[begin..at];
        while (at < inner.Length && char.IsWhiteSpace(inner[at]))
            at++;
        string right = at < inner.Length && inner[at] == '{' ? Side(Payload(inner, ref at), depth) : "";
        int order = long.TryParse(left, out long a) && long.TryParse(right, out long b)
            ? a.CompareTo(b) : string.CompareOrdinal(left, right);
        return sign switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            _ => _broken = true,
        };
    }

    private string Side(string text, int depth)
    {
        var inner = new ReplyTemplate(value);
        inner.Append(text, depth + 1);
        _broken |= inner._broken;
        return inner._text.ToString();
    }

    private string Operand(string inner, ref int at)
    {
        at++;
        int brace = at;
        while (brace < inner.Length && char.IsWhiteSpace(inner[brace]))
            brace++;
        if (brace < inner.Length && inner[brace] == '{')
        {
            at = brace;
            return Payload(inner, ref at);
        }
        string rest = inner[at..];
        at = inner.Length;
        return rest;
    }

    private string Payload(string inner, ref int at)
    {
        int close = Closing(inner, at);
        if (close < 0)
        {
            _broken = true;
            at = inner.Length;
            return "";
        }
        string payload = inner[(at + 1)..close].Trim();
        at = close + 1;
        while (at < inner.Length && char.IsWhiteSpace(inner[at]))
            at++;
        return payload;
    }

    private void Put(string? found)
    {
        if (found is null)
        {
            _broken = true;
            return;
        }
        // smtpd_expansion_filter leaves printable ASCII; anything else becomes an underscore.
        foreach (Rune rune in found.EnumerateRunes())
        {
            if (rune.Value is '\t' or (>= ' ' and < 0x7f))
                _text.Append(rune);
            else
                _text.Append('_', rune.Utf8SequenceLength);
        }
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
