namespace Harness.Core.Postfix.Audit;

/// <summary>What a right-hand side of an access table does (access(5)).</summary>
internal static class AccessValue
{
    /// <summary>Whether it lets the client through: OK, RELAY, permit, or nothing but digits.</summary>
    public static bool Permits(string value)
    {
        string word = value.Split([' ', '\t', ','], 2)[0];
        return word.Equals("OK", StringComparison.OrdinalIgnoreCase) || word.Equals("RELAY", StringComparison.OrdinalIgnoreCase)
            || word.Equals("permit", StringComparison.OrdinalIgnoreCase) || (value.Length > 0 && value.All(char.IsAsciiDigit));
    }
}
