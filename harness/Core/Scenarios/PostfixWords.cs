using Harness.Core.Postfix.Audit;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Scenarios;

/// <summary>Names of postconf(5) in a scenario: a slip of the finger would never match, or mend nothing.</summary>
internal static class PostfixWords
{
    private static readonly Lazy<HashSet<string>> _parameters = new(() => new(ReleaseDefaults.Known.SelectMany(r => ReleaseDefaults.Of(r).Names), StringComparer.Ordinal));

    /// <summary>A parameter that one of the releases has.</summary>
    /// <param name="name">What is written.</param>
    /// <param name="place">Where.</param>
    public static string Parameter(string name, YamlPlace place)
        => _parameters.Value.Contains(name) ? name
            : throw place.Wrong($"{Spelling.Quote(name)} is no parameter of main.cf; did you mean '{Spelling.Nearest(name, _parameters.Value)}'?");

    /// <summary>A restriction, or a glob that a restriction matches, perhaps with its list before it: <c>smtpd_relay_restrictions/reject_*</c>.</summary>
    public static string Restriction(YamlNode node)
    {
        string text = BindingScope.Literal(node);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string name = text[(slash + 1)..];
        if (slash > 0 && !text[..slash].Contains('*', StringComparison.Ordinal))
        {
            Parameter(text[..slash], node.Place);
        }

        return RestrictionName.Current.Any(r => Glob.Matches(name, r)) ? text
            : throw node.Wrong($"names no restriction of postconf(5), {Spelling.Quote(name)}; did you mean '{Spelling.Nearest(name, RestrictionName.Current)}'?");
    }
}
