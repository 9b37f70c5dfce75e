using System.Diagnostics;
using Harness.Core.Postfix.Tables;

namespace Harness.Tests.Postfix.Tables;

/// <summary>A folder that a stranger filled, with the rest of this machine beside it.</summary>
[Platform("Linux")]
public sealed class ConfinedFolderTests
{
    private string _above = "";
    private ConfinedFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _above = Directory.CreateTempSubdirectory("confined").FullName;
        File.WriteAllText(At("../secret"), "root secret");
        File.WriteAllText(At("main.cf"), "x = y\n");
        _folder = new ConfinedFolder(Path.Combine(_above, "given"));
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_above, recursive: true);

    private string At(string relative)
    {
        string path = Path.GetFullPath(Path.Combine(_above, "given", relative));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private void Link(string relative, string target) => File.CreateSymbolicLink(At(relative), target);

    private string[] Names() => [.. _folder.Files().Select(f => f.Relative)];

    [TestCase("../secret"), TestCase("/../secret"), TestCase("a/../../secret"), TestCase("../given/../secret"), TestCase("main.cf\0"), TestCase("")]
    public void A_path_does_not_lead_out(string path) => _folder.Find(path).Should().BeNull();

    [TestCase("../secret"), TestCase("/etc/passwd"), TestCase("/dev/zero"), TestCase("/proc/self/environ"), TestCase("nowhere"), TestCase("link"), TestCase("..")]
    public void A_link_does_not_lead_out_or_in_a_circle(string target)
    {
        Link("link", target);

        (_folder.Find("link"), Names()).Should().BeEquivalentTo(((FileInfo?)null, new[] { "main.cf" }));
    }

    [Test]
    public void A_link_above_a_file_does_not_lead_out()
    {
        Link("folder", "..");

        _folder.Find("folder/secret").Should().BeNull();
    }

    [Test]
    public void Links_within_are_followed_as_a_cluster_mounts_them()
    {
        File.WriteAllText(At("..2026/access"), "x OK");
        Link("..data", "..2026");
        Link("access", "..data/access");

        ConfinedFolder.Octets(_folder.Find("access")!, 100).Should().Equal("x OK"u8.ToArray());
        Names().Should().Equal("..2026/access", "..data/access", "access", "main.cf");
    }

    [Test]
    public void A_folder_that_is_a_link_itself_is_one_folder()
    {
        Link("../alias", Path.Combine(_above, "given"));
        Link("copy.cf", Path.Combine(_above, "given", "main.cf"));

        new ConfinedFolder(Path.Combine(_above, "alias")).Find("copy.cf").Should().NotBeNull();
    }

    [Test]
    public void Circles_of_folders_are_gone_round_once()
    {
        for (char c = 'a'; c < 'i'; c++)
            Link($"x/{c}", ".");
        Link("y", "x/a/..");

        Names().Should().Equal("main.cf");
    }

    [Test]
    public void A_pipe_is_never_opened()
    {
        using (Process made = Process.Start("mkfifo", At("pipe")))
            made.WaitForExit();

        ConfinedFolder.Octets(_folder.Find("pipe")!, 100).Should().BeEmpty();
    }

    [Test]
    public void What_is_larger_is_not_read_in_part() => ConfinedFolder.Octets(_folder.Find("main.cf")!, 5).Should().BeNull();

    [Test]
    public void What_belongs_to_git_is_left_out()
    {
        File.WriteAllText(At(".git/objects/x"), "x");

        Names().Should().Equal("main.cf");
    }

    [Test]
    public void So_many_files_are_none_of_a_configuration()
    {
        // Folders that show each other over and over: nothing of it takes room on the disk.
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 8; j++)
                Link($"level{i}/{j}", $"../level{i + 1}");
        }

        File.WriteAllText(At("level6/file"), "x");

        FluentActions.Invoking(() => _folder.Files()).Should().Throw<FormatException>().WithMessage("more than 20000 files*");
    }
}
