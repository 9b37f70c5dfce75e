using System.Diagnostics;
using System.Runtime.Versioning;
using YamlDotNet.RepresentationModel;

namespace Harness.Tests.Ci;

/// <summary>The scripts that build servers and clusters run, with a harness that writes down what it was asked.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CiScriptTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("ci").FullName;
        Script("smtp-harness", """
            #!/bin/sh
            echo "$*" >>"$FOLDER/asked"
            previous=
            for word; do [ "$previous" != --output ] || cat "$FOLDER/answer" >"$word"; previous=$word; done
            exit "${STATUS:-0}"
            """);
        File.WriteAllText(Path.Combine(_folder, "answer"), "a line\n");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private string[] Asked => File.Exists(Path.Combine(_folder, "asked")) ? File.ReadAllLines(Path.Combine(_folder, "asked")) : [];

    private string Script(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private int Run(string[] command, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = _folder, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach ((string name, string value) in variables.Append(("PATH", $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}")).Append(("FOLDER", _folder)))
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private string Manifest()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(Checkout.Root, "ci", "kubernetes", "certify-servers.yaml"))));
        YamlNode data = ((YamlMappingNode)yaml.Documents[0].RootNode)["data"];
        File.WriteAllText(Path.Combine(_folder, "servers"), ((YamlScalarNode)data["servers"]).Value);
        return Script("certify.sh", ((YamlScalarNode)data["certify.sh"]).Value!);
    }

    private int Pod(int index, string status = "0") => Run(
        ["sh", Manifest()],
        ("JOB_COMPLETION_INDEX", $"{index}"), ("SHARDS", "2"), ("SENDER", "me@elsewhere.example"), ("POLICY", "hardened"), ("STATUS", status),
        ("SERVERS", Path.Combine(_folder, "servers")), ("RECORDS", _folder));

    [TestCase(0, "mx1.example.org", "1/2", "mx1.example.org-1.json")]
    [TestCase(3, "mx2.example.org", "2/2", "mx2.example.org-2.json")]
    [TestCase(4, "submission.example.org:587", "1/2", "submission.example.org_587-1.json")]
    public void A_pod_takes_its_shard_of_its_server(int index, string server, string shard, string file)
    {
        Pod(index).Should().Be(0);
        Asked.Should().ContainSingle().Which.Should().StartWith($"certify --server {server} --sender me@elsewhere.example --recipient postmaster@example.org --policy hardened ")
            .And.Contain($"--shard {shard} ");
        File.Exists(Path.Combine(_folder, file)).Should().BeTrue();
    }

    [Test]
    public void What_stands_behind_a_recipient_is_an_option() => (Pod(5), Asked[0]).Should().Match<(int, string)>(r => r.Item1 == 0 && r.Item2.Contains(" --tls starttls "));

    [Test]
    public void A_pod_that_found_something_has_done_its_work() => Pod(0, "1").Should().Be(0);

    [Test]
    public void A_pod_without_a_server_fails() => (Pod(6), Asked.Length).Should().Be((3, 0));

    private int Change(string status, params string[] arguments)
        => Run([Path.Combine(Checkout.Root, "ci", "certify-change"), .. arguments], ("STATUS", status), ("POLICY", "hardened"), ("POSTFIX", ""), ("SHARD", ""), ("REPORTS", "out"), ("HARNESS", "smtp-harness"));

    private void Commit(string folder)
    {
        Directory.CreateDirectory(Path.Combine(_folder, folder));
        File.WriteAllText(Path.Combine(_folder, folder, "main.cf"), "x = y\n");
        Run(["git", "init", "-q", "."]);
        Run(["git", "add", folder]);
        Run(["git", "-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-qm", "x"]);
    }

    [TestCase("0"), TestCase("1"), TestCase("2"), TestCase("3")]
    public void A_change_ends_as_certify_ends(string status) => Change(status, "postfix").Should().Be(int.Parse(status));

    [Test]
    public void A_change_is_compared_with_what_was_there()
    {
        Commit("postfix");
        Change("1", "postfix/", "HEAD").Should().Be(1);
        Asked[1].Should().StartWith("diff --predict HEAD:postfix postfix/ ");
        File.ReadAllText(Path.Combine(_folder, "out", "diff.md")).Should().Be("a line\n");
    }

    [Test]
    public void What_is_new_is_compared_with_nothing()
    {
        Commit("other");
        Change("0", "postfix", "HEAD").Should().Be(0);
        Asked.Should().ContainSingle();
    }

    [Test]
    public void A_link_that_comes_with_a_change_is_neither_read_nor_written_through()
    {
        string secret = Path.Combine(_folder, "secret");
        File.WriteAllText(secret, "secret\n");
        Directory.CreateDirectory(Path.Combine(_folder, "out"));
        foreach (string name in new[] { "diff.md", "run.json" })
            File.CreateSymbolicLink(Path.Combine(_folder, "out", name), secret);

        Change("0", "postfix").Should().Be(0);

        (File.ReadAllText(secret), File.Exists(Path.Combine(_folder, "out", "diff.md"))).Should().Be(("secret\n", false));
    }

    [Test]
    public void Reports_do_not_go_through_a_link()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "elsewhere"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "out"), Path.Combine(_folder, "elsewhere"));

        Change("0", "postfix").Should().Be(3);
    }

    [Test]
    public void A_comment_is_as_short_as_code_hosts_take_it()
    {
        Commit("postfix");
        File.WriteAllText(Path.Combine(_folder, "answer"), string.Concat(Enumerable.Repeat("- **opens** `something`\n", 10_000)));
        Change("0", "postfix", "HEAD");
        string comment = File.ReadAllText(Path.Combine(_folder, "out", "diff.md"));
        comment.Length.Should().BeLessThan(65_000);
        comment.Split('\n')[..^3].Should().OnlyContain(l => l == "- **opens** `something`");
        comment.Should().EndWith("reports of this build\n");
    }
}
