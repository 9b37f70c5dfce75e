using System.Text.RegularExpressions;

namespace Harness.Tests;

/// <summary>
/// The imports of every file, in the order of <c>dotnet format style</c>: the one thing in which that command, which compiles the
/// solution again, would know more than the build.
/// </summary>
public sealed partial class ImportsTests
{
    private static IEnumerable<string> Files => new[] { "harness", "tests" }
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Checkout.Root, f), "*.cs", SearchOption.AllDirectories))
        .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin"));

    [Test]
    public void Stand_in_their_order_in_every_file()
        => Files.Where(f => !IsInOrder(File.ReadLines(f))).Should().BeEmpty("dotnet format Harness.sln puts them in order");

    [TestCase("using System.Text;", "using Harness.Core.Smtp;", "using Harness.Core.Smtp.Wire;", "using static Harness.Core.A;", "using A = B.C;")]
    [TestCase("using Spectre.Console;", "namespace X;", "using Harness.Core;")]
    public void In_order_is_System_first_then_by_name(params string[] lines) => IsInOrder(lines).Should().BeTrue();

    [TestCase("using Harness.Core.Smtp;", "using System.Text;")]
    [TestCase("using Harness.Core.Verdicts;", "using Harness.Core.Smtp;")]
    [TestCase("using A = B.C;", "using Harness.Core.Smtp;")]
    public void Anything_else_is_not(params string[] lines) => IsInOrder(lines).Should().BeFalse();

    private static bool IsInOrder(IEnumerable<string> lines)
    {
        (int, bool, string)[] imports = [.. lines.TakeWhile(l => !l.StartsWith("namespace ", StringComparison.Ordinal)).Select(l => Import().Match(l)).Where(m => m.Success).Select(Place)];
        return imports.SequenceEqual(imports.OrderBy(i => i.Item1).ThenBy(i => i.Item2).ThenBy(i => i.Item3, StringComparer.OrdinalIgnoreCase));
    }

    // Namespaces, members of types, other names for types; within each, .NET's own before the rest.
    private static (int, bool, string) Place(Match import)
        => (import.Groups["alias"].Success ? 2 : import.Groups["static"].Success ? 1 : 0,
            !(import.Groups["name"].Value + '.').StartsWith("System.", StringComparison.Ordinal),
            import.Groups["alias"].Value + import.Groups["name"].Value.Replace('.', ' '));

    [GeneratedRegex(@"^using (?<static>static )?((?<alias>\w+) = )?(?<name>[^;=]+);")]
    private static partial Regex Import();
}
