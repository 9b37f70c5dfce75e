using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation.Operators;

/// <summary>A mistake in a restriction list.</summary>
internal abstract class RestrictionOperator : IMutationOperator
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public IEnumerable<Change> Of(ConfigurationText configuration)
        => configuration.RestrictionLists.SelectMany(s => In(new RestrictionList(configuration, s, configuration.Entries(s))));

    /// <summary>Every way to make it in one list.</summary>
    protected abstract IEnumerable<Change> In(RestrictionList list);
}

/// <summary>A restriction list where it stands.</summary>
/// <param name="Configuration">The file.</param>
/// <param name="Setting">The setting.</param>
/// <param name="Entries">Its restrictions.</param>
internal sealed record RestrictionList(ConfigurationText Configuration, MainCfSetting Setting, IReadOnlyList<RestrictionEntry> Entries)
{
    // Which of two faults is told, and who is exempt, is what a place in a list decides.
    private static readonly string[] _likely = ["order/*", "*inside*"];

    /// <summary>A mistake at one of the restrictions.</summary>
    /// <param name="at">Which, from 0.</param>
    /// <param name="mistake">In words.</param>
    /// <param name="edits">What is done.</param>
    public Change At(int at, string mistake, params Edit[] edits)
        => new($"{Setting.Name}/{at + 1}", Configuration.Place(Setting, Entries[at].Line), edits, mistake)
        {
            Restrictions = [Entries[at].Name],
            Likely = _likely,
        };

    /// <summary>A restriction as it is written.</summary>
    public static string Written(RestrictionEntry entry) => string.Join(' ', entry.Words.Select(w => w.Text.Length > 60 ? w.Text[..60] + "…" : w.Text));
}
