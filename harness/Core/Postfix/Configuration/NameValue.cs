namespace Harness.Core.Postfix.Configuration;

/// <summary><c>name = value</c> as split_nameval(3) takes it apart.</summary>
internal static class NameValue
{
    /// <summary>Splits a line at its first equals sign.</summary>
    /// <param name="line">The line.</param>
    /// <param name="name">The name; empty where there is a complaint.</param>
    /// <param name="value">The value without the blanks at its ends.</param>
    /// <param name="from">Where the value begins in the line.</param>
    /// <returns>Postfix's complaint, or null.</returns>
    public static string? Split(string line, out string name, out string value, out int from)
    {
        (name, value, from) = ("", "", 0);
        var start = Skip(line, 0);
        if (start == line.Length || line[start] == '=')
            return "missing attribute name";
        var end = start;
        while (end < line.Length && !Blanks.Is(line[end]) && line[end] != '=')
            end++;
        var equals = Skip(line, end);
        if (equals == line.Length || line[equals] != '=')
            return "missing '=' after attribute name";
        name = line[start..end];
        from = Skip(line, equals + 1);
        value = line[from..].TrimEnd(Blanks.All);
        return null;
    }

    private static int Skip(string line, int at)
    {
        while (at < line.Length && Blanks.Is(line[at]))
            at++;
        return at;
    }
}
