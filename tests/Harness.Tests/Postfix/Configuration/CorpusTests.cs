using System.Text.RegularExpressions;
using Harness.Core.Postfix.Configuration;

namespace Harness.Tests.Postfix.Configuration;

/// <summary>
/// Real main.cf files with what postconf -n said of them. They live outside the project: in HARNESS_CORPUS, else in
/// shared/corpus beside the checkout.
/// </summary>
public class CorpusTests
{
    private static IEnumerable<TestCaseData> Files()
    {
        var folder = Environment.GetEnvironmentVariable("HARNESS_CORPUS") ?? Path.Combine(Checkout.Root, "..", "shared", "corpus");
        if (!Directory.Exists(folder))
            return [new TestCaseData("").SetArgDisplayNames("none").Ignore($"no folder of main.cf files at {folder}; HARNESS_CORPUS names another")];
        return Directory.EnumerateFiles(folder, "*.cf").Order(StringComparer.Ordinal)
            .Select(f => new TestCaseData(f).SetArgDisplayNames(Path.GetFileNameWithoutExtension(f)));
    }

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
}
