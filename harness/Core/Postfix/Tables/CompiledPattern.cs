using System.Text.RegularExpressions;

namespace Harness.Core.Postfix.Tables;

/// <summary>A pattern of a pcre: or regexp: rule, made ready for .NET.</summary>
internal sealed class CompiledPattern
{
    // A pattern that cannot do without backtracking must not hold up the harness; what would take longer is unknown.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Regex? _regex;

    /// <summary>Makes a pattern ready; where .NET lacks something that it uses, each match is unknown.</summary>
    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public CompiledPattern(string pattern, RegexOptions options, int groups, bool isUntranslatable)
    {
        Groups = groups;
        if (!isUntranslatable)
            _regex = Compile(pattern, options | RegexOptions.CultureInvariant);
    }

    /// <summary>How many groups the pattern has.</summary>
    public int Groups { get; }

    /// <summary>Whether the pattern matches somewhere; null where that cannot be told.</summary>
    public bool? IsMatch(ReadOnlySpan<char> octets)
    {
        try
        {
            return _regex?.IsMatch(octets);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>The first match, successful or not; null where that cannot be told.</summary>
    public Match? Match(string octets)
    {
        try
        {
            return _regex?.Match(octets);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Regex Compile(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, Patience);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, options, Patience);
        }
    }
}
