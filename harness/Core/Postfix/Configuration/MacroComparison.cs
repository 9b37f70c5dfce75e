using System.Globalization;

namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// <c>{text} == {text}</c> and its like in <c>${{text} == {text} ? {text} : {text}}</c>: numbers where both sides are all
/// digits, else octets; with the suffix <c>level</c> compatibility levels (postconf(5), compatibility_level).
/// </summary>
internal static class MacroComparison
{
    private static readonly string[] Operators = ["==", "!=", "<", "<=", ">=", ">"];

    /// <summary>Reads and decides a comparison.</summary>
    /// <param name="expansion">What expands the operands.</param>
    /// <param name="source">The text.</param>
    /// <param name="at">Where the first brace stands; afterwards where it goes on.</param>
    /// <param name="to">Where the text ends.</param>
    /// <param name="hasLevels">Whether the suffix exists.</param>
    /// <param name="value"><c>true</c>, or an empty text where it does not hold.</param>
    public static bool Read(MacroExpansion expansion, PlacedText source, ref int at, int to, bool hasLevels, out PlacedText? value)
    {
        value = null;
        var text = source.Text;
        var begin = at;
        if (!expansion.Braced(text, at, to, out var leftFrom, out var leftEnd, out at))
            return false;
        var operation = at;
        while (at < to && "<>!=?+-*/~&|%".Contains(text[at], StringComparison.Ordinal))
            at++;
        var sign = text[operation..at];
        if (!IsOperator(sign))
            return expansion.Fail($"\"{string.Join("\" or \"", Operators)}\" expected at: \"...{MacroExpansion.Excerpt(text, leftFrom, leftEnd)}}}>>>{MacroExpansion.Tail(text, operation, to)}\"");
        var levels = false;
        if (hasLevels && at < to && char.IsAsciiLetterOrDigit(text[at]))
        {
            var suffix = at;
            while (at < to && char.IsAsciiLetterOrDigit(text[at]))
                at++;
            levels = text.AsSpan(suffix, at - suffix).SequenceEqual("level");
            if (!levels)
                return expansion.Fail($"bad operator suffix at: \"...{sign}>>>{MacroExpansion.Excerpt(text, suffix, at)}\"");
        }
        var brace = MacroExpansion.Skip(text, at, to);
        if (brace == to || text[brace] != '{')
            return expansion.Fail($"\"{{expression}}\" expected at: \"...{{{MacroExpansion.Excerpt(text, leftFrom, leftEnd)}}} {sign}>>>{MacroExpansion.Tail(text, at, to)}\"");
        if (!expansion.Braced(text, brace, to, out var rightFrom, out var rightEnd, out at)
            || expansion.Alone(source, leftFrom, leftEnd) is not { } left
            || expansion.Alone(source, rightFrom, rightEnd) is not { } right)
            return false;
        if (expansion.VisitsAll)
            return true;
        if ((levels ? Levels(expansion, left, right) : Plain(expansion, left, right)) is not { } order)
            return false;
        value = PlacedText.At(source.PlaceOf(begin), Holds(sign, order) ? "true" : "");
        return true;
    }

    /// <summary>Whether it is the sign of a comparison.</summary>
    public static bool IsOperator(string sign) => Operators.Contains(sign);

    /// <summary>Which of two operands comes first, as <see cref="IComparable.CompareTo"/>; null for numbers too large to compare.</summary>
    public static int? Order(string left, string right)
        => !IsAllDigits(left) || !IsAllDigits(right) ? string.CompareOrdinal(left, right)
        : long.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var one)
            && long.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var other) ? one.CompareTo(other)
        : null;

    /// <summary>Whether a comparison holds for operands in that order.</summary>
    public static bool Holds(string sign, int order) => sign switch
    {
        "==" => order == 0,
        "!=" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">=" => order >= 0,
        _ => order > 0,
    };

    private static int? Plain(MacroExpansion expansion, string left, string right)
    {
        if (Order(left, right) is { } order)
            return order;
        expansion.Fail($"mac_exp_eval: bad conversion: {MacroExpansion.Excerpt(left, 0, left.Length)}");
        return null;
    }

    private static int? Levels(MacroExpansion expansion, string left, string right)
    {
        if (CompatibilityLevel.Parse(left) is not { } one)
        {
            expansion.Fail(CompatibilityLevel.Complaint(left));
            return null;
        }
        if (CompatibilityLevel.Parse(right) is not { } other)
        {
            expansion.Fail(CompatibilityLevel.Complaint(right));
            return null;
        }
        return one.CompareTo(other);
    }

    private static bool IsAllDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
