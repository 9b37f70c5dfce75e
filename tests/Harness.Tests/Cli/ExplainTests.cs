using System.Text.Json.Nodes;
using Harness.Cli;
using Harness.Core.Verdicts;
using NJsonSchema;

namespace Harness.Tests.Cli;

public sealed class ExplainTests
{
    private const string MainCf = """
        compatibility_level = 3.6
        myhostname = mx.example.test
        mydestination = example.test
        mynetworks = 127.0.0.0/8
        alias_maps =
        smtpd_client_restrictions = check_client_access texthash:/etc/postfix/access
        smtpd_recipient_restrictions =
            reject_unauth_destination
            reject_rbl_client zen.spamhaus.org

        """;

    private string _directory = "";

    [SetUp]
    public void MakeDirectory()
    {
        _directory = Directory.CreateTempSubdirectory("explain").FullName;
        Write("main.cf", MainCf);
        Write("access", "# clients\n10 REJECT not from ten\n");
    }

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_directory, name), text);

    private async Task<(ExitStatus Status, string Out, string Error)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        string[] session = ["--helo", "mail.sender.test", "--from", "s@sender.test", "--to", "alice@example.test"];
        ExitStatus status = await Program.RunAsync(
            ["explain", _directory, .. args.Contains("--to") ? [] : session, .. args], new Terminal(output, error, PlainConsole.On(output), null));
        return (status, output.ToString(), error.ToString());
    }

    [Test]
    public async Task An_accepted_session_is_told_list_by_list_with_what_was_assumed()
    {
        (ExitStatus status, string text, _) = await RunAsync("--client", "192.0.2.10", "--name", "mail.sender.test");
        status.Should().Be(ExitStatus.Conforms);
        text.Should().Be("""
            Postfix 3.7, DIR: mail.sender.test[192.0.2.10]: EHLO mail.sender.test, MAIL FROM:<s@sender.test>, RCPT TO:<alice@example.test>

            RCPT: 250 2.1.5 Ok
              nothing refuses it

            smtpd_client_restrictions, at RCPT: passed to its end
              main.cf:6      check_client_access texthash:/etc/postfix/access  passed

            smtpd_relay_restrictions, at RCPT: passed to its end
              default        permit_mynetworks                                 passed
              default        permit_sasl_authenticated                         passed
              default        defer_unauth_destination                          passed

            smtpd_recipient_restrictions, at RCPT: passed to its end
              main.cf:8      reject_unauth_destination                         passed
              main.cf:9      reject_rbl_client zen.spamhaus.org                passed
                               10.2.0.192.zen.spamhaus.org: not listed

            smtpd_reject_unlisted_recipient, at RCPT: passed
                               in proxy:unix:passwd.byname

            assumed
              local recipients have an account (--account names those that exist)
              not listed on zen.spamhaus.org

            """.Replace("DIR", _directory, StringComparison.Ordinal));
    }

    [Test]
    public async Task The_entry_that_refuses_is_told_with_its_line()
        => (await RunAsync("--client", "10.1.2.3")).Out.Should()
            .Contain("RCPT: 554 5.7.1 <unknown[10.1.2.3]>: Client host rejected: not from ten\n  check_client_access (main.cf:6, smtpd_client_restrictions) by access:2\n");

    [Test]
    public async Task A_listed_client_is_refused()
        => (await RunAsync("--client", "192.0.2.10", "--listed", "zen.spamhaus.org=127.0.0.4")).Out.Should()
            .Contain("RCPT: 554 5.7.1 Service unavailable; Client host [192.0.2.10] blocked using zen.spamhaus.org\n  reject_rbl_client (main.cf:9");

    [Test]
    public async Task What_cannot_be_known_is_status_2()
    {
        Write("main.cf", MainCf + "smtpd_sender_restrictions = check_sender_access mysql:/etc/postfix/senders\n");
        (ExitStatus status, string text, _) = await RunAsync("--client", "192.0.2.10");
        (status, text).Should().Be((ExitStatus.NotEstablished, text));
        text.Should().Contain("RCPT: cannot be told: mysql:/etc/postfix/senders decides\n");
    }

    [Test]
    public async Task The_release_is_the_callers()
        => (await RunAsync("--client", "192.0.2.10", "--to", "u@remote.test", "--helo", "a.b", "--postfix", "3.5")).Out.Should()
            .Contain("Relay access denied\n  reject_unauth_destination (main.cf:8");

    [Test]
    public async Task The_services_own_settings_hold()
    {
        Write("master.cf", "smtp inet n - y - - smtpd\n  -o smtpd_client_restrictions=reject\n");
        (await RunAsync("--client", "192.0.2.10")).Out.Should().Contain("Client host rejected: Access denied\n  reject (master.cf:2, smtpd_client_restrictions)");
    }

    [Test]
    public async Task As_json_it_is_of_the_schema()
    {
        string json = (await RunAsync("--client", "10.1.2.3", "--format", "json")).Out;
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(Checkout.Root, "fixtures", "schema", "explain.schema.json"));
        schema.Validate(json).Should().BeEmpty();
        JsonNode told = JsonNode.Parse(json)!;
        ((int)told["code"]!, (string)told["restriction"]!, (int)told["entry"]!["line"]!).Should().Be((554, "check_client_access", 2));
    }

    [TestCase("--client", "10")]
    [TestCase("--client", "mail.sender.test")]
    [TestCase("--client", "192.0.2.10", "--listed", "zen.spamhaus.org=x")]
    [TestCase("--client", "192.0.2.10", "--at", "quit")]
    [TestCase("--client", "192.0.2.10", "--postfix", "2.3")]
    [TestCase("--client", "192.0.2.10", "--format", "xml")]
    [TestCase("--helo", "x")]
    public async Task A_mistake_of_the_caller_is_one_line(params string[] args)
    {
        (ExitStatus status, string output, string error) = await RunAsync(args);
        (status, output, error.Count(c => c == '\n')).Should().Be((ExitStatus.Usage, "", 1));
    }

    [Test]
    public async Task What_a_table_says_is_escaped()
    {
        Write("access", "10 REJECT \u001b[2Jgone\n");
        (await RunAsync("--client", "10.1.2.3")).Out.Should().NotContain("\u001b").And.Contain("[2Jgone");
    }

    [TestCase("--format", "json")]
    [TestCase("--listed", "zen.spamhaus.org")]
    [TestCase("--account", "alice")]
    public async Task Live_leaves_to_the_lab_what_the_lab_has(string option, string value)
    {
        (ExitStatus status, _, string error) = await RunAsync("--client", "192.0.2.10", "--live", option, value);

        status.Should().Be(ExitStatus.Usage);
        error.Should().Contain(option);
    }
}
