namespace Harness.Core.Postfix.Configuration;

/// <summary>White space as ISSPACE sees it in the C locale; a no-break space is an ordinary character to Postfix.</summary>
internal static class Blanks
{
    public static readonly char[] All = [' ', '\t', '\r', '\n', '\v', '\f'];

    public static bool Is(char c) => c is ' ' or (>= '\t' and <= '\r');
}
