using System.Text.RegularExpressions;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports.Html;

/// <summary>
/// The places of the claims in a page: <c>claim/helo/bad/underscore</c>, so that a link can be written by hand. A record may hold any
/// text for an id: one that is no id, or is there twice, gets a number instead.
/// </summary>
internal sealed partial class Fragments
{
    private readonly Dictionary<Finding, string> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gives each finding its place.</summary>
    public Fragments(IEnumerable<Finding> findings)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach ((int number, Finding finding) in findings.Index())
        {
            string id = finding.Attack.Id;
            _places[finding] = IsId().IsMatch(id) && taken.Add(id) ? $"claim/{id}" : $"claim/~{number + 1}";
        }
    }

    /// <summary>The place of a finding.</summary>
    public string Of(Finding finding) => _places[finding];

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9/._-]{0,118}\z")]
    private static partial Regex IsId();
}
