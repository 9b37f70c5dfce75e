using System.Text.RegularExpressions;
using Harness.Core.Postfix.Configuration;

namespace Harness.Tests.Postfix.Configuration;

/// <summary>Real main.cf files with what postconf -n said of them.</summary>
public class CorpusTests
{
    private static IEnumerable<TestCaseData> Files() => Corpus.Files.Count == 0
        ? [new TestCaseData("").SetArgDisplayNames("none").Ignore(Corpus.Missing)]
        : Corpus.Files.Select(f => new TestCaseData(f.Value).SetArgDisplayNames(f.Key));

    [TestCaseSource(nameof(Files))]
    public void Reads_the_values_postconf_prints(string path)
    {
        var file = MainCf.Parse(File.ReadAllText(path), Path.GetFileName(path));
        var differing = new List<string>();
        foreach (var line in File.ReadLines(Path.ChangeExtension(path, ".postconf-n.txt")))
        {
            var at = line.IndexOf('=', StringComparison.Ordinal);
            var name = line[..at].Trim();
            if (Blanks(file.Find(name)?.Value) != Blanks(line[(at + 1)..]))
                differing.Add($"{line} <> {file.Find(name)?.Value}");
        }
        differing.Should().BeEmpty();
        file.Problems.Where(p => p.IsFatal).Should().BeEmpty();
    }

    [TestCaseSource(nameof(Files))]
    public void Warns_of_the_overrides_postconf_warns_of(string path)
    {
        var text = File.ReadAllText(Path.ChangeExtension(path, ".postconf-n.stderr.txt"));
        var seen = MainCf.Parse(File.ReadAllText(path), "main.cf").Problems
            .Where(p => p.Message.StartsWith("overriding", StringComparison.Ordinal)).Select(p => $"line {p.Line}: {p.Message}");
        foreach (var problem in seen)
            text.Should().Contain(problem);
    }

    private static string Blanks(string? value) => Regex.Replace(value ?? "(unset)", @"\s+", " ").Trim();

    [TestCaseSource(nameof(Files))]
    public void Prints_what_postconf_n_printed(string path)
    {
        var ours = PostconfN.Of(MainCf.Parse(File.ReadAllText(path), "main.cf"), null, new PostfixRelease(3, 7), MachineFacts.Named("mx.lab.example"));
        ours.Error.Should().BeNull();
        ours.Lines.Should().Equal(File.ReadAllLines(Path.ChangeExtension(path, ".postconf-n.txt")).Select(PostconfN.Fold));
    }

    [TestCaseSource(nameof(Files))]
    public void Tells_of_the_names_that_postconf_told_of(string path)
    {
        // What postconf says of database files that are not there is not about names, and it repeats itself.
        var theirs = File.ReadLines(Path.ChangeExtension(path, ".postconf-n.stderr.txt")).Where(l => l.Contains("main.cf: ", StringComparison.Ordinal))
            .Select(l => l[l.IndexOf("main.cf: ", StringComparison.Ordinal)..].Split('=')[0]).Distinct();
        var ours = KnownParameters.Of(MainCf.Parse(File.ReadAllText(path), "main.cf"), null, new PostfixRelease(3, 7)).Complaints;
        ours.Select(c => $"{c.File}: {c.Message}".Split('=')[0]).Distinct().Should().BeEquivalentTo(theirs);
    }
}
