using System.Text.RegularExpressions;
using Harness.Core.Dns;

namespace Harness.Tests.Dns;

/// <summary>The words in which the modes of lists are asked for.</summary>
public sealed class ListModeWordsTests
{
    private static readonly string[] Zones = ["a.example", "b.example"];

    private static IReadOnlyDictionary<string, ListMode> Parse(string zone, string word)
        => ListModeWords.Parse(new Dictionary<string, string> { [zone] = word }, Zones);

    [Test]
    public void Every_mode_has_a_word_of_its_own_that_reads_back()
    {
        Enum.GetValues<ListMode>().Select(m => m.ToWord()).Should().OnlyHaveUniqueItems();
        Enum.GetValues<ListMode>().Should().OnlyContain(m => Parse("a.example", m.ToWord())["a.example"] == m);
    }

    [Test]
    public void The_container_knows_the_same_words()
    {
        string script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "containers", "internet", "list"));
        Regex.Match(script, "^modes='([^']*)'", RegexOptions.Multiline).Groups[1].Value
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Should().BeEquivalentTo(Enum.GetValues<ListMode>().Select(m => m.ToWord()));
    }

    [TestCase("c.example", "listed", "*no list c.example*a.example, b.example*")]
    [TestCase("a.example", "Listed", "*no mode Listed*listed, clean, refuse-252*")]
    public void What_is_not_there_is_told_with_what_there_is(string zone, string word, string message)
        => FluentActions.Invoking(() => Parse(zone, word)).Should().Throw<ArgumentException>().WithMessage(message);
}
