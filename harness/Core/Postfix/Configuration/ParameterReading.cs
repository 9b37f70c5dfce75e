using System.Globalization;

namespace Harness.Core.Postfix.Configuration;

/// <summary>Parameters as numbers and switches.</summary>
internal static class ParameterReading
{
    /// <summary>yes or no; no for anything else.</summary>
    public static bool IsOn(this ServiceParameters parameters, string name)
        => parameters.Text(name).Equals("yes", StringComparison.OrdinalIgnoreCase);

    /// <summary>A whole number; the given one where the parameter is none.</summary>
    public static int Number(this ServiceParameters parameters, string name, int standard)
        => int.TryParse(parameters.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : standard;

    /// <summary>Whether parent_domain_matches_subdomains names the parameter.</summary>
    public static bool MatchesSubdomains(this ServiceParameters parameters, string name)
        => parameters.Words("parent_domain_matches_subdomains").Any(w => w.Word == name);
}
