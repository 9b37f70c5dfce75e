using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Core.Postfix.Tables;

/// <summary>
/// Spells a regex(7) pattern for .NET as the GNU C library reads it: <c>\d</c> is no digit, a backslash in brackets is
/// itself, <c>a*?</c> is an optional <c>a*</c>. Whether a pattern matches is exact. What <c>$1</c> holds may differ where
/// alternatives of different length match: POSIX takes the longest, .NET the first.
/// </summary>
internal sealed class PosixPattern
{
    private const int LargestCount = 0x7fff;

    private readonly string _text;
    private readonly bool _isExtended;
    private readonly bool _hasLines;
    private readonly bool _ignoresCase;
    private readonly StringBuilder _out = new();
    private readonly List<int> _open = [];
    private readonly Stack<int> _starts = new();
    private int _at;
    private int _groups;
    private int _atom = -1;

    private PosixPattern(string text, bool isExtended, bool hasLines, bool ignoresCase) =>
        (_text, _isExtended, _hasLines, _ignoresCase) = (text, isExtended, hasLines, ignoresCase);

    /// <summary>Makes a pattern ready.</summary>
    /// <param name="text">The pattern, as octets.</param>
    /// <param name="isExtended">REG_EXTENDED.</param>
    /// <param name="hasLines">REG_NEWLINE.</param>
    /// <param name="ignoresCase">REG_ICASE.</param>
    /// <exception cref="ArgumentException">The C library refuses it; the message is its own.</exception>
    public static CompiledPattern Compile(string text, bool isExtended, bool hasLines, bool ignoresCase)
    {
        var pattern = new PosixPattern(text, isExtended, hasLines, ignoresCase);
        pattern.Translate();
        var options = RegexOptions.Singleline | (ignoresCase ? RegexOptions.IgnoreCase : 0) | (hasLines ? RegexOptions.Multiline : 0);
        return new(pattern._out.ToString(), options, pattern._groups, isUntranslatable: false);
    }

    private void Translate()
    {
        while (_at < _text.Length)
        {
            char c = _text[_at++];
            if (c == '\\')
                Escaped();
            else if (c == '[')
                Atom(PosixBrackets.Read(_text, ref _at, _ignoresCase, _hasLines));
            else if (c == '.')
                Atom(_hasLines ? @"[^\n]" : ".");
            else if (c == '*')
                Star();
            else if (_isExtended && c is '(' or ')' or '|' or '+' or '?' or '{' or '^' or '$' && _isExtended)
                Operator(c);
            else if (!_isExtended && c == '^' && AtStart())
                Anchor('^');
            else if (!_isExtended && c == '$' && AtEnd())
                Anchor('$');
            else
                Literal(c);
        }
        if (_open.Count > 0)
            throw new ArgumentException(@"Unmatched ( or \(");
    }

    private void Operator(char c)
    {
        switch (c)
        {
            case '(':
                Open();
                break;
            case ')' when _open.Count > 0:
                Close();
                break;
            case ')':
                Literal(c);
                break;
            case '|':
                _out.Append('|');
                _atom = -1;
                break;
            case '{':
                Interval();
                break;
            case '^' or '$':
                Anchor(c);
                break;
            default:
                Repeat(c.ToString());
                break;
        }
    }

    private void Escaped()
    {
        if (_at == _text.Length)
            throw new ArgumentException("Trailing backslash");
        char c = _text[_at++];
        switch (c)
        {
            case '(' or '{' or '|' or '+' or '?' when !_isExtended && (c is '(' or '|' || _atom >= 0):
                Operator(c);
                break;
            case ')' when !_isExtended:
                if (_open.Count == 0)
                    throw new ArgumentException(@"Unmatched ) or \)");
                Close();
                break;
            case 'w' or 'W' or 's' or 'S':
                Atom($@"\{c}");
                break;
            case 'b' or 'B':
                Boundary($@"\{c}");
                break;
            case '<':
                Boundary(@"\b(?=\w)");
                break;
            case '>':
                Boundary(@"\b(?<=\w)");
                break;
            case '`':
                Boundary(@"\A");
                break;
            case '\'':
                Boundary(@"\z");
                break;
            case >= '1' and <= '9' when c - '0' > _groups || _open.Contains(c - '0'):
                throw new ArgumentException("Invalid back reference");
            case >= '1' and <= '9':
                Atom($@"(?:\{c})");
                break;
            case >= 'a' and <= 'z' when _ignoresCase:
                // The C library folds the text and the pattern to upper case, but not what follows a backslash.
                Atom(@"[^\x00-\uffff]");
                break;
            default:
                Literal(c);
                break;
        }
    }

    // A repetition of nothing is an error, or in a basic pattern an asterisk like any other.
    private void Star()
    {
        if (_atom < 0 && !_isExtended)
            Literal('*');
        else
            Repeat("*");
    }

    private void Repeat(string quantifier)
    {
        if (_atom < 0)
            throw new ArgumentException("Invalid preceding regular expression");
        // Twice repeated, or followed by a "?", is not what .NET makes of it.
        _out.Insert(_atom, "(?:").Append(quantifier).Append(')');
    }

    private void Interval()
    {
        if (_atom < 0)
            throw new ArgumentException("Invalid preceding regular expression");
        string closing = _isExtended ? "}" : @"\}";
        int end = _text.IndexOf(closing, _at, StringComparison.Ordinal);
        if (end < 0)
            throw new ArgumentException(@"Unmatched { or \{");
        string[] counts = _text[_at..end].Split(',');
        _at = end + closing.Length;
        int least = counts[0].Length == 0 && counts.Length == 2 ? 0 : Count(counts[0]);
        int? most = counts.Length == 1 ? least : counts[1].Length == 0 ? null : Count(counts[1]);
        if (counts.Length > 2 || most < least || (counts.Length == 2 && counts[0].Length + counts[1].Length == 0))
            throw new ArgumentException(@"Invalid content of \{\}");
        if (Math.Max(least, most ?? 0) > LargestCount)
            throw new ArgumentException("Regular expression too big");
        Repeat(most is null ? $"{{{least},}}" : $"{{{least},{most}}}");
    }

    private static int Count(string digits) =>
        digits.Length > 0 && digits.All(char.IsAsciiDigit)
            ? int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : LargestCount + 1
            : throw new ArgumentException(@"Invalid content of \{\}");

    private void Open()
    {
        _open.Add(++_groups);
        _starts.Push(_out.Length);
        _out.Append('(');
        _atom = -1;
    }

    private void Close()
    {
        _open.RemoveAt(_open.Count - 1);
        _out.Append(')');
        _atom = _starts.Pop();
    }

    private void Anchor(char c)
    {
        _out.Append(_hasLines ? c == '^' ? "(?m:^)" : "(?m:$)" : c == '^' ? @"\A" : @"\z");
        _atom = -1;
    }

    private void Boundary(string spelt)
    {
        _out.Append(spelt);
        _atom = -1;
    }

    private void Literal(char c) => Atom(Regex.Escape(c.ToString()));

    private void Atom(string spelt)
    {
        _atom = _out.Length;
        _out.Append(spelt);
    }

    private bool AtStart() => _at == 1 || _text[.._at].EndsWith(@"\(^", StringComparison.Ordinal) || _text[.._at].EndsWith(@"\|^", StringComparison.Ordinal);

    private bool AtEnd() =>
        _at == _text.Length || _text.AsSpan(_at).StartsWith(@"\)", StringComparison.Ordinal) || _text.AsSpan(_at).StartsWith(@"\|", StringComparison.Ordinal);
}
