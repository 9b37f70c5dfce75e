using Harness.Core.Catalogue;
using Harness.Core.Scenarios;
using Harness.Tests.Scenarios;

namespace Harness.Tests.Catalogue;

public class AttackCatalogueTests
{
    private static readonly AttackCatalogue Samples = AttackCatalogue.Load(SampleScenarios.Directory);

    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("catalogue").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    private string Write(string name, string id)
    {
        string path = Path.Combine(_directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, SampleScenarios.With("id: " + id));
        return path;
    }

    private static IEnumerable<string> Ids(IReadOnlyList<string> only, params string[] except) => Samples.Select(only, except).Select(a => a.Id);

    [Test]
    public void Attacks_stand_by_file_then_row()
        => Samples.Attacks.Select(a => a.Id).Should().Equal("helo/bad/bare-word", "helo/bad/bare-address", "pipelining/before-greeting/rset");

    [Test]
    public void Files_below_the_directory_are_read_in_ordinal_order_and_others_are_not()
    {
        Write("b.yaml", "x/b");
        Write("a/z.yaml", "x/z");
        Write("Z.yaml", "x/capital");
        File.WriteAllText(Path.Combine(_directory, "notes.md"), "no yaml");
        AttackCatalogue.Load(_directory).Attacks.Select(a => a.Id).Should().Equal("x/capital", "x/z", "x/b");
    }

    [Test]
    public void One_id_in_two_files_names_both()
    {
        string first = Write("a.yaml", "x/same"), second = Write("b.yaml", "x/same");
        FluentActions.Invoking(() => AttackCatalogue.Load(_directory)).Should().Throw<FixtureException>()
            .WithMessage($"{second}:1: *'x/same' is taken by {first}:1;*");
    }

    [Test]
    public void An_empty_directory_is_an_empty_catalogue()
        => AttackCatalogue.Load(_directory).Select([], ["*"]).Should().BeEmpty();

    [Test]
    public void A_missing_directory_is_the_callers_fault()
        => FluentActions.Invoking(() => AttackCatalogue.Load("/nowhere/at/all")).Should().Throw<DirectoryNotFoundException>();

    [Test]
    public void Without_globs_all_are_selected() => Ids([]).Should().HaveCount(3);

    [Test]
    public void Globs_select_and_except_in_the_catalogues_order()
        => Ids(["pipelining/*", "helo/*"], "*/bare-address").Should().Equal("helo/bad/bare-word", "pipelining/before-greeting/rset");

    [TestCase("helo/bad/bare-wrod", "*nearest is 'helo/bad/bare-word'")]
    [TestCase("helo", "*family is 'helo/*'")]
    public void A_glob_that_selects_nothing_names_what_is_near(string glob, string message)
        => FluentActions.Invoking(() => Ids([glob]).ToList()).Should().Throw<ArgumentException>().WithMessage(message);

    [Test]
    public void The_shipped_scenarios_are_sound()
    {
        if (Directory.Exists(Path.Combine(AppContext.BaseDirectory, "fixtures", "scenarios")))
        {
            AttackCatalogue.Shipped().Attacks.Should().OnlyHaveUniqueItems(a => a.Id);
        }
    }
}
