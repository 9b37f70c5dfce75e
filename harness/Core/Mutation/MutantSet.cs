using Harness.Core.Mutation.Operators;
using Harness.Core.Mutation.Parameters;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation;

/// <summary>The mutants of a configuration.</summary>
public static class MutantSet
{
    /// <summary>The operators: the explicit list, in the order in which they are applied to a line.</summary>
    private static readonly IReadOnlyList<IMutationOperator> _operators =
    [
        new Remove(), new Swap(), new Misspell(), new Filter(), new WarnOnly(), new Operators.Mistake(), new Negate(), new Weaken(), new PermitEarly(), new Move(),
        new Unset(), new FlipFlag(), new RemoveWord(), new MisspellValue(), new AddForeignDomain(), new Widen(), new OtherLevel(), new WrongFile(),
        new Scale(), new PutOff(), new Comment(), new Indent(), new Set(),
    ];

    /// <summary>
    /// Every mutant of a main.cf, in the order of its lines; of several that come to the same configuration the first, and none
    /// that comes to the original's.
    /// </summary>
    /// <param name="text">The text of main.cf.</param>
    /// <param name="fileName">The name under which its lines are shown.</param>
    public static IReadOnlyList<Mutant> Of(string text, string fileName)
    {
        var configuration = new ConfigurationText(text, fileName);
        HashSet<string> seen = [Meaning(configuration.MainCf)];
        return [.. _operators
            .SelectMany(o => o.Of(configuration).Select(c => Make(configuration, o, c)))
            .Where(m => seen.Add(Meaning(MainCf.Parse(m.Text, fileName))))
            .OrderBy(m => m.Place.Line == 0 ? int.MaxValue : m.Place.Line)];
    }

    private static Mutant Make(ConfigurationText configuration, IMutationOperator by, Change change)
    {
        string text = Edit.Apply(configuration.Text, change.Edits);
        (string before, string after) = LineDifference.Between(configuration.Text, text);
        return new Mutant(
            $"{change.Key}/{by.Name}{(change.Variant is { } variant ? $"-{variant}" : "")}", by.Name, change.Place, before, after, text, change.Mistake)
        {
            Restrictions = change.Restrictions,
            Likely = change.Likely,
        };
    }

    // What a main.cf says, however it is laid out: each parameter in force with its words, but for what is the default anyhow.
    private static string Meaning(MainCf mainCf) => string.Join('\n', mainCf.Problems.Where(p => p.IsFatal).Select(p => $"{p.Line} {p.Message}").Concat(
        mainCf.Settings.Where(s => ReferenceEquals(mainCf.Find(s.Name), s))
            .Select(s => (s.Name, Value: string.Join(' ', s.Items().Select(i => i.Word))))
            .Where(s => Bearing.Of(s.Name)?.Default != s.Value)
            .OrderBy(s => s.Name, StringComparer.Ordinal)
            .Select(s => $"{s.Name} = {s.Value}")));
}
