using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>One rule of a pcre: or regexp: table.</summary>
internal sealed class PatternRule
{
    private readonly RulePattern _pattern;
    private readonly RulePattern? _second;
    private readonly Substitution? _substitution;
    private readonly LookupResult? _answer;
    private readonly SettingLine? _place;

    /// <summary>A rule with a right-hand side; its answer is made here where it holds no part of the key.</summary>
    public PatternRule(TableLine line, RulePattern pattern, RulePattern? second, Substitution substitution, SettingLine place)
    {
        (Line, _pattern, _second, _substitution, _place) = (line, pattern, second, substitution, place);
        _answer = substitution.Highest == 0 ? new(LookupStatus.Found, substitution.Literal, place) : null;
    }

    private PatternRule(TableLine line, RulePattern pattern) => (Line, _pattern) = (line, pattern);

    /// <summary>Where it stands.</summary>
    public TableLine Line { get; }

    /// <summary>Whether it opens a block instead of answering.</summary>
    public bool IsIf => _substitution is null;

    /// <summary>The rule that opens a block.</summary>
    public static PatternRule If(TableLine line, RulePattern pattern) => new(line, pattern);

    /// <summary>Whether it matches; null where that cannot be told.</summary>
    public bool? Holds(ReadOnlySpan<char> octets)
    {
        bool? first = _pattern.Holds(octets);
        return first is not true || _second is null ? first : _second.Holds(octets);
    }

    /// <summary>The answer for a key that it matches.</summary>
    public LookupResult Answer(string octets)
    {
        if (_answer is not null)
            return _answer;
        return _pattern.Pattern.Match(octets) is { Success: true } match
            ? new(LookupStatus.Found, _substitution!.Expand(n => Octets.Text(match.Groups[n].Value)), _place)
            : LookupResult.Unknown;
    }
}
