using System.Runtime.Versioning;
using Harness.Cli.Verbs;

namespace Harness.Tests.Cli;

public sealed class WholeFileTests
{
    private string _folder = "";

    private string Report => Path.Combine(_folder, "report");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("whole").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private string[] Names => [.. Directory.EnumerateFileSystemEntries(_folder).Select(f => Path.GetFileName(f)).Order()];

    [Test]
    public async Task What_is_not_written_whole_leaves_what_was_there()
    {
        await File.WriteAllTextAsync(Report, "before");

        await FluentActions.Awaiting(() => WholeFile.WriteAsync(Report, "after", new(canceled: true))).Should().ThrowAsync<OperationCanceledException>();

        (await File.ReadAllTextAsync(Report), Names).Should().BeEquivalentTo(("before", new[] { "report" }));
    }

    [Test]
    [Platform("Linux")]
    [SupportedOSPlatform("linux")]
    public async Task A_link_stays_one_and_so_do_permissions()
    {
        await File.WriteAllTextAsync(Report, "before");
        File.SetUnixFileMode(Report, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), Report);

        await WholeFile.WriteAsync(Path.Combine(_folder, "link"), "through", default);
        string through = await File.ReadAllTextAsync(Report);
        await WholeFile.WriteAsync(Report, "after", default);

        (through, await File.ReadAllTextAsync(Path.Combine(_folder, "link")), File.GetUnixFileMode(Report)).Should().Be(("through", "after", UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Names.Should().Equal("link", "report");
    }
}
