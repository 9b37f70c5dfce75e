using System.Formats.Tar;
using Harness.Lab;
using Harness.Lab.Intake;

namespace Harness.Tests.Lab;

public sealed class ConfigurationFilesTests
{
    private string _directory = "";

    private string MainCf => Path.Combine(_directory, "main.cf");

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("configuration").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    private static string Refused(string path)
        => FluentActions.Invoking(() => ConfigurationFiles.Open(path)).Should().ThrowExactly<ConfigurationRefusedException>().Which.Message;

    [Test]
    public void A_directory_is_taken_whole()
    {
        File.WriteAllText(MainCf, "myhostname = mx\n");
        ConfigurationFiles files = ConfigurationFiles.Open(_directory);
        (files.Given, files.Directory!.FullName, files.MainCf.FileName, files.Text).Should().Be((_directory, _directory, MainCf, "myhostname = mx\n"));
    }

    [Test]
    public void A_main_cf_alone_is_taken_alone()
    {
        string file = Path.Combine(_directory, "ours.cf");
        File.WriteAllText(file, "myhostname = mx\n");
        ConfigurationFiles files = ConfigurationFiles.Open(file);
        (files.Directory, files.MainCf.Find("myhostname")!.Value).Should().Be((null, "mx"));
    }

    [Test]
    public void A_path_to_nothing_is_refused() => Refused("/nowhere/at/all").Should().StartWith("/nowhere/at/all: no such file or directory");

    [Test]
    public void A_directory_without_main_cf_is_refused() => Refused(_directory).Should().StartWith($"{_directory}: no main.cf in this directory");

    [Test]
    public void A_line_that_postfix_refuses_is_named()
    {
        File.WriteAllText(MainCf, "myhostname = mx\n# fine\nmydomain\n");
        Refused(_directory).Should().StartWith($"{MainCf}:3: missing '='");
    }

    [TestCase(1024 * 1024, true)]
    [TestCase((1024 * 1024) + 1, false)]
    public void A_file_of_a_mebibyte_is_the_largest(int size, bool taken)
    {
        File.WriteAllText(MainCf, "#" + new string('x', size - 2) + "\n");
        if (taken)
            ConfigurationFiles.Open(_directory).Text.Length.Should().Be(size);
        else
            Refused(_directory).Should().StartWith($"{MainCf}: larger than 1024 KiB");
    }

    [Test]
    [Platform("Linux")]
    public void A_device_without_end_is_refused() => Refused("/dev/zero").Should().StartWith("/dev/zero: larger than");

    [Test]
    public void A_file_that_cannot_be_read_is_refused()
    {
        // Permissions do not hold for root, who runs the tests in a container; a lock does.
        using var held = new FileStream(MainCf, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        held.WriteByte((byte)'#');
        held.Flush();
        Refused(_directory).Should().StartWith($"{MainCf}: cannot be read: ");
    }

    [Test]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        File.WriteAllBytes(MainCf, [0xef, 0xbb, 0xbf, .. "myhostname = mx\n"u8]);
        ConfigurationFiles.Open(_directory).MainCf.Find("myhostname").Should().NotBeNull();
    }

    [Test]
    [Platform("Linux")]
    public void A_main_cf_that_leads_out_of_its_directory_is_refused()
    {
        File.CreateSymbolicLink(MainCf, "/etc/passwd");
        Refused(_directory).Should().StartWith($"{MainCf}: a link that leads out of the directory").And.NotContain("root:");
    }

    [Test]
    [Platform("Linux")]
    public void Only_what_is_in_the_directory_is_copied_into_a_lab()
    {
        File.WriteAllText(MainCf, "myhostname = mx\n");
        File.WriteAllText(Path.Combine(_directory, "empty"), "");
        File.CreateSymbolicLink(Path.Combine(_directory, "makedefs.out"), "/usr/share/nowhere/makedefs.out");
        File.CreateSymbolicLink(Path.Combine(_directory, "passwd"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(_directory, "again"), ".");
        File.CreateSymbolicLink(Path.Combine(_directory, "main"), "main.cf");
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(_directory, "socket")));

        using var archive = new TarReader(new MemoryStream(IntakeArchive.Of(ConfigurationFiles.Open(_directory), "user")));
        List<(string, long)> taken = [];
        while (archive.GetNextEntry() is { } entry)
            taken.Add((entry.Name, entry.Length));

        taken.Should().HaveCount(5).And.Contain([("user/main.cf", 16L), ("user/main", 16L), ("user/empty", 0L), ("user/socket", 0L)]);
    }

    [Test]
    public void A_directory_with_a_disk_image_in_it_is_refused()
    {
        File.WriteAllText(MainCf, "myhostname = mx\n");
        using (var image = new FileStream(Path.Combine(_directory, "image"), FileMode.Create))
            image.SetLength(300L << 20);
        Refused(_directory).Should().StartWith($"{_directory}: its files have more than 256 MiB");
    }
}
