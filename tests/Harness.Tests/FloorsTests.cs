namespace Harness.Tests;

/// <summary>Holds the table of floors in DESIGN.md against the code.</summary>
public class FloorsTests
{
    private const string Example = """
        # Design
        ## Floors
        Words.
        ```
        4   Cli
        3   Engine   Storm
        2   Postfix
        1   Smtp   Dns
        ```
        ## Other
        """;

    private static readonly Floors Small = new(Example);

    private static readonly string Harness = Path.Combine(Checkout.Root, "harness");

    private static readonly Floors Design = new(File.ReadAllText(Path.Combine(Checkout.Root, "DESIGN.md")));

    private static string[] Files() => [.. Directory.EnumerateFiles(Harness, "*.cs", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Harness, f).Replace('\\', '/'))
        .Where(f => !f.Split('/').Any(p => p is "obj" or "bin"))
        .Order(StringComparer.Ordinal)];

    [Test]
    public void Every_file_names_only_rooms_on_lower_floors()
        => Files().SelectMany(f => Design.Complaints(f, File.ReadAllText(Path.Combine(Harness, f)))).Should().BeEmpty();

    [Test]
    public void Sub_rooms_do_not_go_round_in_circles()
        => new SubRooms(Files().ToDictionary(f => f, f => File.ReadAllText(Path.Combine(Harness, f)))).Circle().Should().BeEmpty();

    [TestCase("using Harness.Core.A.Y;", "using Harness.Core.A.X;")]
    [TestCase("class C { Y.D d; }", "using static Harness.Core.A.X.C;")]
    [TestCase("using E = Harness.Core.A.Y.D;", "class D { A.X.C c; }")]
    public void A_circle_of_sub_rooms_is_found(string inX, string inY)
        => new SubRooms(new Dictionary<string, string> { ["Core/A/X/C.cs"] = inX, ["Core/A/Y/D.cs"] = inY }).Circle().Should().Equal("Core/A/X", "Core/A/Y");

    [TestCase("using Harness.Core.A.X;", "using Harness.Core.A;")]
    [TestCase("class C { string Y => client.Y.D; }", "using Harness.Core.A.X;")]
    [TestCase("// Y.D is above", "using Harness.Core.A.X;")]
    public void A_room_and_its_sub_room_are_none(string inX, string inY)
        => new SubRooms(new Dictionary<string, string> { ["Core/A/X/C.cs"] = inX, ["Core/A/Y/D.cs"] = inY, ["Core/A/B.cs"] = "using Harness.Core.A.X;" }).Circle().Should().BeEmpty();

    [Test]
    public void The_table_has_the_rooms_that_there_are()
    {
        string[] withCode = [.. Files().Select(Floors.RoomOf).Distinct()];
        Design.Rooms.Should().BeEquivalentTo(withCode);
    }

    [Test]
    public void The_table_is_read()
        => Small.Rooms.Should().Equal("Cli", "Engine", "Storm", "Postfix", "Smtp", "Dns");

    [TestCase("using Harness.Core.Smtp;")]
    [TestCase("using System.Text;\nusing static Harness.Core.Postfix.Delivery;")]
    [TestCase("class C { int x = Core.Postfix.Delivery.X + Smtp.Reply.Y + Core.Engine.Own.Z; }")]
    [TestCase("// Harness.Cli.Program is above")]
    [TestCase("/* using Harness.Cli; */ class C { string s = \"Harness.Cli.X\"; string t = @\"a\"\"Harness.Cli.X\"; }")]
    [TestCase("class C { string s = $\"Harness.Cli.X {{Harness.Cli.X}} {a.Smtp.B}\"; char q = '\"'; }")]
    [TestCase("class C { string s = \"\"\"\n  \"Harness.Cli.X\"\n  \"\"\"; object o = client.Cli.X; }")]
    public void Lower_floors_and_the_rooms_own_are_allowed(string code)
        => Small.Complaints("Core/Engine/C.cs", $"namespace Harness.Core.Engine;\n{code}").Should().BeEmpty();

    [TestCase("using Harness.Cli;", "Cli")]
    [TestCase("using Harness.Cli.Verbs;", "Cli")]
    [TestCase("global using Harness.Core.Storm;", "Storm")]
    [TestCase("using static Harness.Core.Storm.Ledger;", "Storm")]
    [TestCase("using L = Harness.Core.Storm.Ledger;", "Storm")]
    [TestCase("class C { int x = Harness.Core.Storm.Ledger.X; }", "Storm")]
    [TestCase("class C { int x = global::Harness.Cli.Program.X; }", "Cli")]
    [TestCase("class C { int x = Core . Storm . Ledger.X; }", "Storm")]
    [TestCase("class C { int x = Storm.Ledger.X; }", "Storm")]
    [TestCase("class C { string s = $\"a {(b ? \"}\" : $\"{Core.Storm.Ledger.X}\")}\"; }", "Storm")]
    [TestCase("class C { string s = $$\"\"\"{no} {{Cli.Program.X}}\"\"\"; }", "Cli")]
    public void Higher_floors_and_neighbours_are_found(string code, string named)
        => Small.Complaints("Core/Engine/C.cs", $"namespace Harness.Core.Engine;\n{code}").Should().ContainSingle().Which.Should().Contain($" names {named} ");

    [Test]
    public void A_room_that_is_not_in_the_table_is_found()
        => Small.Complaints("Core/Cellar/C.cs", "namespace Harness.Core.Cellar;").Should().Equal("Core/Cellar/C.cs: the room Cellar is not in the table");

    [Test]
    public void Naming_a_room_that_is_not_in_the_table_is_found()
        => Small.Complaints("Cli/C.cs", "using Harness.Core.Cellar;\nnamespace Harness.Cli;").Should().Equal("Cli/C.cs: names Cellar, which is not in the table");

    [TestCase("Core/Engine/C.cs", "namespace Harness.Engine;")]
    [TestCase("Cli/Verbs/C.cs", "namespace Harness.Cli;")]
    [TestCase("Cli/C.cs", "class C;")]
    public void A_namespace_that_is_not_the_folder_is_found(string path, string code)
        => Small.Complaints(path, code).Should().ContainSingle().Which.Should().Contain("its folder says");

    [Test]
    public void Without_a_table_there_is_nothing_to_hold_the_code_to()
        => FluentActions.Invoking(() => new Floors("# Design\n```\n1 Smtp\n```\n")).Should().Throw<FormatException>();
}
