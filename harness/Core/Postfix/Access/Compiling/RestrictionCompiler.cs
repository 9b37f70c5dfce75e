using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Restrictions;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Compiling;

/// <summary>Makes lists of restrictions out of words: what takes an argument takes the next word with it.</summary>
internal sealed class RestrictionCompiler
{
    private readonly RestrictionCatalogue _catalogue;
    private readonly Dictionary<string, Lazy<RestrictionList>> _classes = new(StringComparer.Ordinal);

    public RestrictionCompiler(ServiceParameters parameters, TableOpener tables, CompiledParts parts)
    {
        var actions = new TableActions(OfEntry);
        _catalogue = new(parameters, tables, parts, actions);
        foreach (PlacedWord name in parameters.Words("smtpd_restriction_classes"))
            _classes[name.Word] = new(() => Compile(name.Word, parameters.Words(name.Word)));
        // A class that Postfix brings along (smtpd_check_init).
        const string Mismatch = "reject_sender_login_mismatch";
        _classes[Mismatch] = new(() => OfText(Mismatch,
            "reject_authenticated_sender_login_mismatch reject_unauthenticated_sender_login_mismatch", SettingLine.Default("", Mismatch)));
    }

    /// <summary>The list of a parameter.</summary>
    public RestrictionList Compile(string name, IReadOnlyList<PlacedWord> words)
    {
        var items = new List<Restriction>();
        for (int at = 0; at < words.Count; at++)
            items.Add(Next(words, ref at));
        return new(name, [.. items]);
    }

    private RestrictionList OfEntry(string value, SettingLine place) => OfText(value, value, place);

    private RestrictionList OfText(string name, string text, SettingLine place)
        => Compile(name, [.. ListWords.Of(text).Select(word => new PlacedWord(word, place))]);

    private Restriction Next(IReadOnlyList<PlacedWord> words, ref int at)
    {
        PlacedWord word = words[at];
        if (word.Word.Contains(':'))
            return Bare(word);
        string name = word.Word.ToLowerInvariant();
        if (RestrictionCatalogue.TakesArgument(name))
        {
            PlacedWord? argument = at + 1 < words.Count ? words[++at] : null;
            return _catalogue.WithArgument(new(name, argument?.Word, word.Place), argument);
        }
        var spelling = new Spelling(name, null, word.Place);
        if (_catalogue.Find(spelling) is { } restriction)
            return restriction;
        return _classes.TryGetValue(word.Word, out Lazy<RestrictionList>? list)
            ? new RestrictionClass(new(word.Word, null, word.Place), () => list.Value)
            : new Broken(spelling, "no such restriction");
    }

    private BareTable Bare(PlacedWord word) => new(new(word.Word, null, word.Place), subject =>
        _catalogue.WithArgument(new(RestrictionCatalogue.CheckOf(subject), word.Word, word.Place), word));
}
