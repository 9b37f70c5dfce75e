using Harness.Core.Engine;
using Harness.Core.Scenarios;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Harness.Lab.Tests;

/// <summary>A configuration with Dovecot SASL has accounts in the lab, and they are good for what it says and for nothing else.</summary>
[Parallelizable(ParallelScope.Self)]
public class AuthTests
{
    private const string Mine = "alice@yourdomain.no";
    private static readonly string[] _facts = [TargetFacts.User, TargetFacts.Password, TargetFacts.OtherUser];

    private readonly ConfigurationFiles _own = Fixtures.Hardened;

    private HarnessLab _lab = null!;
    private LabTarget _target = null!;

    [OneTimeSetUp]
    public async Task Start() => (_lab, _target) = await HarnessLab.StartAsync(_own, _ => { }, default);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }

    [TearDown]
    public async Task Restore()
    {
        if (_target.MainCf!.FileName != _own.MainCf.FileName)
        {
            _target = await _lab.LoadAsync(_own, default);
        }
    }

    [Test]
    public void The_accounts_are_facts_and_the_overlay_tells_of_them()
    {
        _target.Facts.Keys.Should().Contain(_facts);
        _target.Describe().Overlay.Should().Contain(o => o.Change.StartsWith("dovecot ")).And.Contain(o => o.Change.Contains("auth_failure_delay"));
        SharedLab.Target.Facts.Keys.Should().NotContain(_facts, "the guide enables no SASL");
    }

    [Test]
    public async Task Mechanisms_are_offered_after_starttls_only()
    {
        (await SessionAsync(SecureSocketOptions.None, c => Task.FromResult(string.Join(' ', c.AuthenticationMechanisms.Order())))).Should().BeEmpty();
        (await SessionAsync(SecureSocketOptions.StartTls, c => Task.FromResult(string.Join(' ', c.AuthenticationMechanisms.Order())))).Should().Be("LOGIN PLAIN");
    }

    [Test]
    public async Task The_right_password_relays_to_the_world()
        => (await SessionAsync(SecureSocketOptions.StartTls, async c =>
        {
            await c.AuthenticateAsync(new SaslMechanismPlain(_target.Facts["user"], _target.Facts["password"]));
            return await c.SendAsync(Message(Mine));
        }, arrives: true)).Should().Contain("queued");

    [Test]
    public async Task A_wrong_password_is_refused()
        => (await SessionAsync(SecureSocketOptions.StartTls, async c =>
        {
            await c.AuthenticateAsync(new SaslMechanismPlain(_target.Facts["user"], "wrong"));
            return "";
        })).Should().StartWith("535");

    [Test]
    public async Task In_clear_the_right_password_is_not_taken()
        => (await _target.TellAsync($"EHLO x.example\r\nAUTH PLAIN {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"\0{_target.Facts["user"]}\0{_target.Facts["password"]}"))}\r\nQUIT\r\n"))
            .Should().MatchRegex("(?:^|\n)5[0-9][0-9] ").And.NotContain("\n235 ");

    [Test]
    public async Task Another_accounts_address_is_refused_as_sender()
        => (await SessionAsync(SecureSocketOptions.StartTls, async c =>
        {
            await c.AuthenticateAsync(new SaslMechanismPlain(_target.Facts["user"], _target.Facts["password"]));
            return await c.SendAsync(Message($"{_target.Facts["other-user"]}@yourdomain.no"));
        })).Should().Contain("not owned by user alice");

    [TestCase("someone@sender.example", "Relay access denied")]
    [TestCase(Mine, "Relay access denied")]
    public async Task Without_a_password_nothing_relays(string sender, string says)
        => (await SessionAsync(SecureSocketOptions.StartTls, c => c.SendAsync(Message(sender)))).Should().Contain(says);

    [TestCase("smtpd_sasl_path = inet:127.0.0.1:12345", true)]
    [TestCase("smtpd_sasl_path = /var/spool/postfix/private/elsewhere", true)]
    [TestCase("smtpd_sasl_path = inet:dovecot:12345", false)]
    public async Task Dovecot_listens_where_the_configuration_looks_for_it(string path, bool isHere)
    {
        _target = await _lab.LoadAsync(Fixtures.With(Fixtures.Hardened, "smtpd_sasl_path = private/auth", path), default);

        _target.Describe().StandIns.Any(s => s.What.Contains("smtpd_sasl_path")).Should().Be(!isHere);
        await The_right_password_relays_to_the_world();
    }

    [Test]
    public async Task Accounts_go_and_come_with_the_configuration()
    {
        _target = await _lab.LoadAsync(Fixtures.With(Fixtures.Hardened, "smtpd_sasl_type = dovecot\nsmtpd_sasl_path = private/auth\n", ""), default);
        _target.Facts.Keys.Should().NotContain(_facts);
        _target.Describe().Warnings.Should().Contain(w => w.Contains("cyrus"));

        _target = await _lab.LoadAsync(Fixtures.Guide, default);
        _target.Facts.Keys.Should().NotContain(_facts);

        _target = await _lab.LoadAsync(_own, default);
        await The_right_password_relays_to_the_world();
    }

    private static MimeMessage Message(string sender) => new(
        [MailboxAddress.Parse(sender)], [MailboxAddress.Parse("someone@tls.example")], "A test", new TextPart { Text = "x" });

    // What the last command came to: the server's words, whether it took the command or not.
    private async Task<string> SessionAsync(SecureSocketOptions tls, Func<SmtpClient, Task<string>> speak, bool arrives = false)
    {
        await using IVantage client = (await _target.TakeAsync("outsider", default))!;
        using var smtp = new SmtpClient { ServerCertificateValidationCallback = (_, _, _, _) => true, LocalDomain = client.HeloName };
        await smtp.ConnectAsync((await client.ConnectAsync(default)).Stream!, "mail.yourdomain.no", 25, tls);
        string said;
        try
        {
            said = await speak(smtp);
        }
        catch (Exception refused) when (refused is AuthenticationException or SmtpCommandException)
        {
            return refused.Message;
        }

        await smtp.DisconnectAsync(quit: true);
        if (arrives)
        {
            ServerSide side = (await client.CollectAsync([said.Split(' ')[^1]], default))!;
            side.Arrivals.Should().Contain(a => a.Host == "mx.tls.example");
        }

        return said;
    }
}

/// <summary>A session of octets that are known before it begins.</summary>
internal static class Telling
{
    public static async Task<string> TellAsync(this LabTarget target, string lines)
    {
        await using IVantage client = (await target.TakeAsync("crowd", default))!;
        await using Stream stream = (await client.ConnectAsync(default)).Stream!;
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(lines));
        return await new StreamReader(stream).ReadToEndAsync();
    }
}
