using System.Globalization;

namespace Harness.Core.Postfix.Configuration;

/// <summary>Reads values as the programs of Postfix do when they start, with their complaints (mail_conf_bool(3) and its like).</summary>
internal static class ParameterCheck
{
    /// <summary>What a program says of a value before it stops, or null.</summary>
    public static string? Complaint(string name, string value, ReleaseDefaults release)
    {
        var type = release.TypeOf(name);
        return type.Kind switch
        {
            ParameterKind.Flag => Flag(value) is null ? $"bad boolean configuration: {name} = {Short(value)}" : null,
            ParameterKind.Number or ParameterKind.LargeNumber => Number(value, type.Kind == ParameterKind.Number ? int.MaxValue : long.MaxValue) is { } number
                ? Bounds(number, type) is { } bound ? $"invalid {name} parameter value {number} {bound}" : null
                : $"bad numerical configuration: {name} = {Short(value)}",
            ParameterKind.Time => Seconds(value, release.UnitOf(name)) is { } seconds
                ? type.Min > 0 && seconds < type.Min ? $"invalid {name}: {seconds} (min {type.Min})"
                    : type.Max > 0 && seconds > type.Max ? $"invalid {name}: {seconds} (max {type.Max})" : null
                : $"parameter {name}: bad time value or unit: {Short(value)}",
            _ when name == "compatibility_level" && CompatibilityLevel.Parse(value) is null => CompatibilityLevel.Complaint(value),
            _ => Bounds(value.Length, type) is { } bound ? $"bad string length {value.Length} {bound}: {name} = {Short(value)}" : null,
        };
    }

    public static bool? Flag(string value)
        => value.Equals("yes", StringComparison.OrdinalIgnoreCase) ? true
        : value.Equals("no", StringComparison.OrdinalIgnoreCase) ? false : null;

    // strtol(): blanks and a sign may stand first, and nothing may follow.
    public static long? Number(string value, long max)
        => long.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number <= max && number >= -max - 1 ? number : null;

    /// <summary>The seconds of a time: a number, and the first character behind it is its unit.</summary>
    public static long? Seconds(string value, char unit)
    {
        var end = 0;
        while (end < value.Length && (Blanks.Is(value[end]) || value[end] is '+' or '-'))
            end++;
        while (end < value.Length && char.IsAsciiDigit(value[end]))
            end++;
        long factor = (end < value.Length ? value[end] : unit) switch
        {
            'w' => 7 * 24 * 60 * 60,
            'd' => 24 * 60 * 60,
            'h' => 60 * 60,
            'm' => 60,
            's' => 1,
            _ => 0,
        };
        return factor > 0 && value.Length > 0 && (Number(value[..end], int.MaxValue) ?? (end == 0 ? 0 : -1)) is var number and >= 0
            && (factor == 1 || number < int.MaxValue / factor) ? number * factor : null;
    }

    private static string? Bounds(long number, ParameterType type)
        => type.Min != 0 && number < type.Min ? $"< {type.Min}"
        : type.Max != 0 && number > type.Max ? $"> {type.Max}" : null;

    private static string Short(string text) => MacroExpansion.Excerpt(text, 0, text.Length);
}
