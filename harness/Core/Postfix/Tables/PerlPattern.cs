using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Core.Postfix.Tables;

/// <summary>
/// Spells a pcrepattern(3) for .NET, which reads most of it the same way. Recursion, branch reset, backtracking verbs,
/// callouts and <c>\C</c> have no counterpart; a rule that uses one is unknown. A look-behind of unlimited length, which
/// PCRE refuses, is taken here.
/// </summary>
internal sealed class PerlPattern
{
    private readonly string _text;
    private readonly StringBuilder _out = new();
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly bool _isUngreedy;
    private readonly bool _isExtended;
    private int _at;
    private int _groups;
    private bool _isUntranslatable;

    private PerlPattern(string text, bool isUngreedy, bool isExtended) =>
        (_text, _isUngreedy, _isExtended) = (text, isUngreedy, isExtended);

    /// <summary>Makes a pattern ready.</summary>
    /// <param name="text">The pattern, as octets.</param>
    /// <param name="flags">The letters of pcre_table(5) that are in force.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static CompiledPattern Compile(string text, string flags)
    {
        var pattern = new PerlPattern(text, flags.Contains('U', StringComparison.Ordinal), flags.Contains('x', StringComparison.Ordinal));
        pattern.Translate();
        string spelt = flags.Contains('A', StringComparison.Ordinal) ? $@"\A(?:{pattern._out}{(pattern._isExtended ? "\n" : "")})" : pattern._out.ToString();
        var options = RegexOptions.None;
        foreach (char flag in flags)
        {
            options |= flag switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                _ => RegexOptions.None,
            };
        }
        return new(spelt, options, pattern._groups, pattern._isUntranslatable);
    }

    private void Translate()
    {
        while (_at < _text.Length)
        {
            char c = _text[_at++];
            switch (c)
            {
                case '\\':
                    _isUntranslatable |= !PerlEscape.Append(_text, ref _at, _out, _groups, _names, inSet: false);
                    break;
                case '[':
                    _isUntranslatable |= !PerlBrackets.Append(_text, ref _at, _out);
                    break;
                case '(':
                    Open();
                    break;
                case '*' or '+' or '?':
                    Repeat(c.ToString());
                    break;
                case '{' when Interval() is { } interval:
                    Repeat(interval);
                    break;
                case '{' or '}':
                    _out.Append('\\').Append(c);
                    break;
                case '#' when _isExtended:
                    while (_at < _text.Length && _text[_at] != '\n')
                        _at++;
                    break;
                default:
                    _out.Append(c);
                    break;
            }
        }
    }

    private void Open()
    {
        if (Next("*"))
        {
            _isUntranslatable = true;
            _out.Append("(?:");
        }
        else if (!Next("?"))
        {
            _groups++;
            _out.Append('(');
        }
        else if (Next("P<") || (Peek() == '<' && Peek(1) is not ('=' or '!') && Next("<")))
            NamedGroup('>');
        else if (Next("'"))
            NamedGroup('\'');
        else if (Next("P="))
        {
            string name = Until(')');
            _out.Append(_names.TryGetValue(name, out int group) ? $@"(?:\{group})" : throw new ArgumentException("reference to non-existent subpattern"));
        }
        else if (Next("#"))
            Until(')');
        else if (Peek() is '|' or 'R' or '&' or 'P' or '+' or 'C' or (>= '0' and <= '9') || (Peek() == '-' && char.IsAsciiDigit(Peek(1))))
        {
            _isUntranslatable = true;
            _out.Append("(?:");
        }
        else if (Next("("))
        {
            // .NET has conditions on a group's number, not the other kinds.
            string condition = Until(')');
            _isUntranslatable |= !condition.All(char.IsAsciiDigit);
            _out.Append("(?(").Append(condition).Append(')');
        }
        else
        {
            // (?: (?= (?! (?<= (?<! (?> and (?flags), of which .NET has imnsx.
            _isUntranslatable |= Peek() is not (':' or '=' or '!' or '<' or '>') && !Flags();
            _out.Append("(?");
        }
    }

    private bool Flags()
    {
        int end = _at;
        while (end < _text.Length && _text[end] is not (':' or ')'))
            end++;
        return _text[_at..end].All(f => f is 'i' or 'm' or 's' or 'x' or '-');
    }

    private void NamedGroup(char closing)
    {
        // PCRE numbers its named groups among the others, .NET after them.
        _names.TryAdd(Until(closing), ++_groups);
        _out.Append('(');
    }

    private string? Interval()
    {
        var match = Regex.Match(_text[_at..], @"\A\d{1,5}(,\d{0,5})?\}", RegexOptions.CultureInvariant);
        if (!match.Success)
            return null;
        _at += match.Length;
        return "{" + match.Value;
    }

    private void Repeat(string quantifier)
    {
        _out.Append(quantifier);
        if (Next("+"))
            Possess(quantifier);
        else if (Next("?") != _isUngreedy)
            _out.Append('?');
    }

    // .NET has no possessive quantifier; an atomic group needs to know where the atom begins.
    private void Possess(string quantifier)
    {
        int end = _out.Length - quantifier.Length;
        if (PerlAtom.StartOf(_out.ToString(0, end)) is { } start)
            _out.Insert(start, "(?>").Append(')');
        else
            _isUntranslatable = true;
    }

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private bool Next(string expected)
    {
        if (string.CompareOrdinal(_text, _at, expected, 0, expected.Length) != 0)
            return false;
        _at += expected.Length;
        return true;
    }

    private string Until(char closing)
    {
        int end = _text.IndexOf(closing, _at);
        if (end < 0)
            throw new ArgumentException($"missing {closing}");
        string text = _text[_at..end];
        _at = end + 1;
        return text;
    }
}
