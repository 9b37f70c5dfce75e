using System.Globalization;
using System.Text;

namespace Harness.Core.Postfix.Tables;

/// <summary>The right-hand side of a pcre: or regexp: rule: text with <c>$1</c>, <c>${1}</c>, <c>$(1)</c>; <c>$$</c> is a dollar (mac_parse.c).</summary>
internal sealed class Substitution
{
    private readonly List<(string Literal, int Group)> _parts = [];

    /// <summary>The highest number asked for; 0 without any.</summary>
    public int Highest { get; private set; }

    /// <summary>The text where no number is asked for.</summary>
    public string Literal => string.Concat(_parts.Select(p => p.Literal));

    /// <summary>Reads a right-hand side; null with a complaint where Postfix leaves the rule out.</summary>
    public static Substitution? Read(string text, out string complaint)
    {
        var read = new Substitution();
        var literal = new StringBuilder();
        complaint = "";
        for (int i = 0; i < text.Length;)
        {
            if (text[i] != '$')
            {
                literal.Append(text[i++]);
                continue;
            }
            if (i + 1 < text.Length && text[i + 1] == '$')
            {
                literal.Append('$');
                i += 2;
                continue;
            }
            if (!TryName(text, ref i, out string name, out complaint))
                return null;
            if (!name.All(char.IsAsciiDigit))
                complaint = $"non-numeric replacement index \"{name}\"";
            else if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int group) || group < 1)
                complaint = $"out of range replacement index \"{name}\"";
            else
            {
                read._parts.Add((literal.ToString(), group));
                literal.Clear();
                read.Highest = Math.Max(read.Highest, group);
                continue;
            }
            return null;
        }
        read._parts.Add((literal.ToString(), 0));
        return read;
    }

    /// <summary>The text with the groups of a match put in; a group that took no part is empty.</summary>
    public string Expand(Func<int, string> group)
    {
        var text = new StringBuilder();
        foreach ((string literal, int number) in _parts)
        {
            text.Append(literal);
            if (number > 0)
                text.Append(group(number));
        }
        return text.ToString();
    }

    private static bool TryName(string text, ref int i, out string name, out string complaint)
    {
        int start = ++i;
        complaint = "";
        if (i < text.Length && text[i] is '(' or '{')
        {
            char open = text[i];
            char close = open == '(' ? ')' : '}';
            int depth = 0;
            for (; i < text.Length; i++)
            {
                depth += text[i] == open ? 1 : text[i] == close ? -1 : 0;
                if (depth == 0)
                    break;
            }
            if (i == text.Length)
            {
                (name, complaint) = ("", $"truncated macro reference: \"{TableLine.Excerpt(text)}\"");
                return false;
            }
            name = text[(start + 1)..i++];
        }
        else
        {
            while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_'))
                i++;
            name = text[start..i];
        }
        if (name.Length == 0)
            complaint = $"empty macro name: \"{TableLine.Excerpt(text)}\"";
        return name.Length > 0;
    }
}
