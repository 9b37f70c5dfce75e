using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Audit;

/// <summary>A restriction in a list.</summary>
/// <param name="Word">Its name as written, or the table where one stands alone.</param>
/// <param name="Known">What Postfix knows of the name; null for a class, a table alone, or a word that is none.</param>
/// <param name="Argument">What follows it; null for nothing.</param>
/// <param name="OnlyWarns">warn_if_reject stands before it.</param>
internal sealed record ListedRestriction(PlacedWord Word, RestrictionName? Known, PlacedWord? Argument, bool OnlyWarns)
{
    /// <summary>Name and argument.</summary>
    public string Spelt => Argument is null ? Word.Word : $"{Word.Word} {Argument.Word}";

    /// <summary>The table that it asks; null where it asks none.</summary>
    public PlacedWord? Table => Known?.Argument == RestrictionArgument.Table ? Argument
        : Known is null && Word.Word.Contains(':', StringComparison.Ordinal) ? Word : null;

    /// <summary>Whether it is that restriction, in any case of letters.</summary>
    public bool Is(string name) => Word.Word.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it ends the list for everybody.</summary>
    public bool EndsTheList => !OnlyWarns && (Is("permit") || Is("reject") || Is("defer"));

    /// <summary>The restrictions of a list; the word after one that needs an argument is its argument.</summary>
    public static List<ListedRestriction> Read(IReadOnlyList<PlacedWord> words)
    {
        var read = new List<ListedRestriction>();
        bool warns = false;
        for (int i = 0; i < words.Count; i++)
        {
            var known = RestrictionName.Find(words[i].Word);
            if (known?.Name == "warn_if_reject")
            {
                warns = true;
                continue;
            }
            var argument = known?.Argument is not null && i + 1 < words.Count ? words[++i] : null;
            read.Add(new(argument is null ? words[i] : words[i - 1], known, argument, warns));
            warns = false;
        }
        return read;
    }
}
