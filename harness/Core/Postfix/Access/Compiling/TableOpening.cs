using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Compiling;

/// <summary>Opens what parameters and restrictions name.</summary>
internal static class TableOpening
{
    /// <summary>The tables of a parameter.</summary>
    public static MapList Row(this TableOpener opener, IReadOnlyList<PlacedWord> words) => new([.. words.Select(w => opener.Open(w))]);

    /// <summary>The one table of a restriction; <c>{ type:name, … }</c> names it with settings of its own.</summary>
    public static MapList One(this TableOpener opener, PlacedWord word)
    {
        string bare = word.Word;
        if (bare.StartsWith('{'))
        {
            string inner = bare.Trim('{', '}', ' ', '\t');
            bare = ListWords.In(inner).Select(r => inner[r]).FirstOrDefault("");
        }
        return new([opener.Open(word with { Word = bare })]);
    }
}
