using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Harness.Cli;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;
using Harness.Tests.Engine.Hostile;

namespace Harness.Tests.Cli;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[UnsupportedOSPlatform("windows")]
public sealed class CertifyServerTests : IDisposable
{
    private static readonly string[] Who = ["--sender", "me@elsewhere.example", "--recipient", "alice@ours.example"];

    // Nothing here waits: the servers are on this machine.
    private static readonly string[] Fast = ["--rate", "1000", "--retry-after", "0", "--parallel", "8", "--helo", "me.elsewhere.example"];

    private readonly string _directory = Directory.CreateTempSubdirectory("server").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task<(ExitStatus Status, string Out, string Error)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        ExitStatus status = await Program.RunAsync(["certify", .. args], new Terminal(output, error, PlainConsole.On(output), PlainConsole.On(error)));
        return (status, output.ToString(), error.ToString());
    }

    // The caller's mistake: status 3, one line, and nothing was asked.
    private static async Task<string> MistakeAsync(params string[] args)
    {
        (ExitStatus status, string output, string error) = await RunAsync(args);
        (status, output).Should().Be((ExitStatus.Usage, ""), "it said {0}", error);
        return error.TrimEnd('\n').Split('\n').Should().ContainSingle().Which.Should().StartWith("smtp-harness: ").And.Subject;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    [Test]
    public async Task A_run_is_announced_in_one_line_and_reported()
    {
        await using var server = new HostileServer(new Dialogue().ServeAsync);
        (ExitStatus status, string output, string error) = await RunAsync(
            ["--server", $"127.0.0.1:{server.Port}", .. Who, .. Fast, "--outside", "me@far.example", "--only", "relay/outside/plain", "--only", "tls/*"]);
        status.Should().Be(ExitStatus.Findings);
        error.Split('\n')[0].Should().MatchRegex(
            $@"^127.0.0.1:{server.Port}: \d+ sessions, 8 at a time and 1000 a second at the most; at most \d+ messages to alice@ours.example and, where it relays, 1 to me@far.example; about \d+ s$");
        output.Should().StartWith($"127.0.0.1:{server.Port}, mx.test.example ESMTP, policy guide,")
            .And.Contain("FAIL  relay/outside/plain").And.Contain("accepted at DATA").And.Contain("EHLO announces PIPELINING").And.NotContain("in the lab");
    }

    [Test]
    public async Task Shards_joined_say_what_the_whole_says()
    {
        await using var server = new HostileServer(new Dialogue().ServeAsync);
        string[] asked = ["--server", $"127.0.0.1:{server.Port}", .. Who, .. Fast, "--only", "helo/missing/*", "--only", "relay/outside/*"];
        string whole = Path.Combine(_directory, "whole.json"), first = Path.Combine(_directory, "1.json"), second = Path.Combine(_directory, "2.json"), joined = Path.Combine(_directory, "joined.json");
        await RunAsync([.. asked, "--format", "json", "-o", whole]);
        await RunAsync([.. asked, "--shard", "1/2", "--format", "json", "-o", first]);
        await RunAsync([.. asked, "--shard", "2/2", "--format", "json", "-o", second]);
        (int status, _, string error) = await CliRun.RunAsync("merge", second, first, "--format", "json", "-o", joined);
        RecordedJudgement one = RunRecordJson.Read(File.ReadAllText(whole)).Judgement!, two = RunRecordJson.Read(File.ReadAllText(joined)).Judgement!;
        error.Should().BeEmpty();
        status.Should().Be(one.ExitStatus);
        two.Findings.Select(f => (f.Attack, f.Verdict)).Should().Equal(one.Findings.Select(f => (f.Attack, f.Verdict))).And.HaveCountGreaterThan(10);
    }

    [Test]
    public async Task The_record_can_be_judged_again()
    {
        await using var server = new HostileServer(new Dialogue().ServeAsync);
        (_, string output, _) = await RunAsync(["--server", $"127.0.0.1:{server.Port}", .. Who, .. Fast, "--only", "relay/outside/*", "--format", "json"]);
        RunRecord record = RunRecordJson.Read(output);
        (record.Target.MainCf, record.Target.Software).Should().Be((null, "mx.test.example ESMTP"));
        record.Observations.Should().Contain(o => o.Outcome!.Ending == Ending.Withheld, "nobody outside was named");
    }

    [Test]
    public async Task A_password_stands_nowhere_in_the_record()
    {
        await using var server = new HostileServer(new Dialogue().ServeAsync);
        (_, string output, string error) = await RunAsync(["--server", $"127.0.0.1:{server.Port}", .. Who, .. Fast, "--user", "me", "--password-file", Write("pw", "open sesame\nnotes\n"),
            "--only", "auth/*", "--format", "json"]);
        (output + error).Should().NotContain("sesame").And.NotContain("can be read by others");
    }

    [Test]
    public async Task A_password_that_others_can_read_is_mentioned()
    {
        await using var server = new HostileServer(new Dialogue().ServeAsync);
        string file = Write("pw", "open sesame");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        (await RunAsync(["--server", $"127.0.0.1:{server.Port}", .. Who, .. Fast, "--user", "me", "--password-file", file, "--only", "auth/*"])).Error
            .Should().StartWith($"{file} can be read by others on this machine; chmod 600 {file}");
    }

    [Test]
    public async Task A_server_that_does_not_answer_is_told_in_one_line()
    {
        int port;
        await using (var gone = new HostileServer(new Dialogue().ServeAsync))
            port = gone.Port;
        (ExitStatus status, string output, string error) = await RunAsync(["--server", $"127.0.0.1:{port}", .. Who, .. Fast]);
        (status, output).Should().Be((ExitStatus.NotEstablished, ""));
        error.TrimEnd('\n').Should().Be($"smtp-harness: 127.0.0.1:{port}: no connection to 127.0.0.1:{port}: Connection refused; nothing was asked");
    }

    [Test]
    public async Task A_server_that_asks_to_be_left_alone_is()
    {
        await using var server = new HostileServer(new Dialogue((stage, line) => stage == Harness.Core.Smtp.Stage.Rcpt ? "421 4.7.0 too fast\r\n" : Dialogue.Willing(stage, line)).ServeAsync);
        (ExitStatus status, string output, _) = await RunAsync(["--server", $"127.0.0.1:{server.Port}", .. Who, .. Fast, "--only", "relay/outside/*"]);
        status.Should().Be(ExitStatus.NotEstablished);
        output.Should().Contain("the server asked to be left alone: 421 4.7.0 too fast");
        server.Connections.Should().Be(2);
    }

    [TestCase("A configuration as well", "certify takes a configuration or --server", "fixtures/guide", "--server", "mx.example")]
    [TestCase("Neither", "--help")]
    [TestCase("An option of the other", "--sender is for --server", "fixtures/guide", "--sender", "a@b.example")]
    [TestCase("A switch of the other", "--intrusive is for --server", "fixtures/guide", "--intrusive")]
    [TestCase("No recipient", "--server needs --recipient ADDRESS", "--server", "127.0.0.1")]
    [TestCase("No sender", "--server needs --sender ADDRESS", "--server", "127.0.0.1", "--recipient", "a@b.example")]
    public async Task What_does_not_go_together_is_the_callers_mistake(string _, string complaint, params string[] args)
        => (await MistakeAsync(args)).Should().Contain(complaint);

    [TestCase("127.0.0.1:0")]
    [TestCase("127.0.0.1:65536")]
    [TestCase("127.0.0.1:smtp")]
    [TestCase("127.0.0.1:")]
    [TestCase("")]
    [TestCase("me@127.0.0.1")]
    [TestCase("smtp://127.0.0.1")]
    [TestCase("127.0.0.1/x")]
    [TestCase("[::1")]
    [TestCase("a b")]
    public async Task What_names_no_server_is_the_callers_mistake(string server)
        => (await MistakeAsync(["--server", server, .. Who])).Should().Contain("write HOST, HOST:PORT or [IPV6]:PORT");

    [TestCase("no.such.host.invalid")]
    [TestCase("no.such.host.invalid:25")]
    public async Task A_name_that_does_not_resolve_is_the_callers_mistake(string server)
        => (await MistakeAsync(["--server", server, .. Who])).Should().Contain("no.such.host.invalid: no address is to be found for it");

    [TestCase("--sender", "me", "not a mail address")]
    [TestCase("--sender", "me@", "not a mail address")]
    [TestCase("--sender", "Me <me@elsewhere.example>", "not a mail address")]
    [TestCase("--sender", "me@elsewhere.example\r\nRCPT TO:<x@y.example>", "not a mail address")]
    [TestCase("--sender", "me@OURS.example", "the domain of --recipient")]
    [TestCase("--recipient", "alice", "not a mail address")]
    [TestCase("--outside", "bob@ours.example", "the domain of --recipient")]
    [TestCase("--helo", "a b", "give a host name")]
    [TestCase("--helo", "a\r\nb", "give a host name")]
    [TestCase("--helo", "", "give a host name")]
    [TestCase("--tls", "yes", "write starttls or implicit")]
    [TestCase("--parallel", "0", "give a whole number from 1 to 64")]
    [TestCase("--parallel", "2.5", "give a whole number from 1 to 64")]
    [TestCase("--parallel", "-1", "give a whole number from 1 to 64")]
    [TestCase("--rate", "0", "give a number from 0.01 to 1000")]
    [TestCase("--rate", "fast", "give a number from 0.01 to 1000")]
    [TestCase("--rate", "1e9", "give a number from 0.01 to 1000")]
    [TestCase("--retry-after", "-5", "give a whole number from 0 to 3600")]
    [TestCase("--user", "me", "belong together")]
    [TestCase("--password-file", "/dev/null", "belong together")]
    [TestCase("--vantage", "inside", "write NAME=socks5://HOST:PORT")]
    [TestCase("--vantage", "insider=socks5://127.0.0.1:1080", "no attack is played from 'insider'; known are ")]
    [TestCase("--vantage", "inside=http://127.0.0.1:1080", "not the URL of a SOCKS5 proxy")]
    [TestCase("--vantage", "inside=socks5://127.0.0.1", "not the URL of a SOCKS5 proxy")]
    [TestCase("--vantage", "inside=socks5://127.0.0.1:99999", "not the URL of a SOCKS5 proxy")]
    [TestCase("--vantage", "inside=socks5://no.such.host.invalid:1080", "no address is to be found")]
    public async Task A_value_that_cannot_be_used_is_the_callers_mistake(string option, string value, string complaint)
    {
        string[] others = Who.Chunk(2).Where(o => o[0] != option).SelectMany(o => o).ToArray();
        (await MistakeAsync(["--server", "127.0.0.1:9", .. others, option, value])).Should().Contain(option).And.Contain(complaint);
    }

    [TestCase("/nowhere/at/all", "cannot be read")]
    [TestCase("/dev/null", "its first line is empty")]
    public async Task A_password_that_is_not_there_is_the_callers_mistake(string file, string complaint)
        => (await MistakeAsync(["--server", "127.0.0.1:9", .. Who, "--user", "me", "--password-file", file])).Should().Contain($"--password-file {file}: {complaint}");

    [Test]
    public async Task The_same_client_twice_is_the_callers_mistake()
        => (await MistakeAsync(["--server", "127.0.0.1:9", .. Who, "--vantage", "inside=socks5://127.0.0.1:1", "--vantage", "inside=socks5://127.0.0.1:2"]))
            .Should().Contain("--vantage inside is given twice");

    [Test]
    public async Task An_ipv6_proxy_stands_in_brackets()
    {
        if (!Socket.OSSupportsIPv6)
            Assert.Ignore("this machine has no IPv6");
        await using var server = new HostileServer(new Dialogue().ServeAsync);
        await using var proxy = new HostileServer((_, _) => Task.CompletedTask, IPAddress.IPv6Any);
        (ExitStatus status, _, string error) = await RunAsync(["--server", $"127.0.0.1:{server.Port}", .. Who, .. Fast, "--vantage", $"inside=socks5://[::1]:{proxy.Port}"]);
        status.Should().Be(ExitStatus.NotEstablished);
        error.Should().Contain($"the client inside: no connection to 127.0.0.1:{server.Port} through [::1]:{proxy.Port}");
        proxy.Connections.Should().Be(1);
    }
}
