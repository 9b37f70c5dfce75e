using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Tests.Postfix.Tables;

/// <summary>
/// What a real Postfix 3.7 answered to every key in every table of fixtures/tables; a lab test records it anew and
/// compares.
/// </summary>
public class RecordedAnswersTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fixtures", "tables");
    private static readonly string[] Keys = File.ReadAllLines(Path.Combine(Folder, "keys"));
    private static readonly string[] _compiled = ["hash", "btree", "lmdb"];
    private static readonly SettingLine Place = new("main.cf", 1, "smtpd_client_restrictions", "");

    // The sources that postmap compiles are complained about when it does.
    private static IEnumerable<TestCaseData> ReadAsText()
        => Recorded().Where(t => !_compiled.Any(c => ((string)t.Arguments[0]!).StartsWith(c, StringComparison.Ordinal)));

    private static IEnumerable<TestCaseData> Recorded()
    {
        string? table = null;
        var answers = new List<string>();
        foreach (string line in File.ReadLines(Path.Combine(Folder, "answers")).Append("=== "))
        {
            if (line.StartsWith("=== ", StringComparison.Ordinal))
            {
                if (table is not null)
                    yield return new TestCaseData(table, answers.ToArray()).SetArgDisplayNames(table);
                table = line[4..];
                answers = [];
            }
            else if (table is not null)
                answers.Add(line);
        }
    }

    [TestCaseSource(nameof(Recorded))]
    public void Finds_what_postfix_finds(string table, string[] answers)
    {
        var opened = Open(table);
        string[] found = [.. Keys.Select(k => (Key: k, Answer: opened.Find(k))).Where(a => a.Answer.Status == LookupStatus.Found).Select(a => $"{a.Key}\t{a.Answer.Value}")];

        string[] recorded = [.. answers.Where(a => !a.StartsWith("! ", StringComparison.Ordinal))];
        recorded.Except(found).Select(a => $"only Postfix: {a}").Concat(found.Except(recorded).Select(a => $"only we: {a}")).Should().BeEmpty();
    }

    [TestCaseSource(nameof(Recorded))]
    public void Fails_where_postfix_fails(string table, string[] answers)
    {
        var opened = Open(table);

        Keys.Select(k => opened.Find(k).Status).Distinct().Contains(LookupStatus.Failed)
            .Should().Be(answers.Any(a => a.StartsWith("! postmap: fatal", StringComparison.Ordinal)));
    }

    [TestCaseSource(nameof(ReadAsText))]
    public void Complains_about_the_lines_that_postfix_complains_about(string table, string[] answers)
    {
        int[] lines = [.. answers.Select(a => System.Text.RegularExpressions.Regex.Match(a, @"^! postmap: warning: .*, line (\d+): ")).Where(m => m.Success).Select(m => int.Parse(m.Groups[1].Value)).Distinct()];

        Open(table).Problems.Where(p => p.Place.File != "main.cf" && !p.Message.Contains("null byte")).Select(p => p.Place.Line).Distinct().Order()
            .Should().BeEquivalentTo(lines);
    }

    [TestCaseSource(nameof(Recorded))]
    public void A_part_of_a_text_finds_the_same(string table, string[] answers)
    {
        _ = answers;
        var opened = Open(table);

        Keys.Where(k => opened.Find(k) != opened.Find($"<{k}>".AsSpan(1, k.Length))).Should().BeEmpty();
    }

    private static LookupTable Open(string table) =>
        new TableOpener(new MappedFolders(("/tables", Folder)), new(3, 7)).Open(new(table, Place));
}
