using Harness.Core.Engine.Remote;

namespace Harness.Tests.Engine.Remote;

/// <summary>What is said of a server in variables of an environment; as options, CertifyServerTests have it.</summary>
public class RemoteServerReaderTests
{
    private static readonly Dictionary<string, string> Least = new() { ["server"] = "127.0.0.1:2525", ["sender"] = "me@elsewhere.example", ["recipient"] = "me@test.example" };

    private static Task<RemoteServer> ReadAsync(string? setting = null, string? value = null, params string[] vantages)
    {
        var given = new Dictionary<string, string>(Least);
        if (setting is not null && value is not null)
            given[setting] = value;
        else if (setting is not null)
            given.Remove(setting);
        return new RemoteServerReader(s => $"HARNESS_{s.ToUpperInvariant().Replace('-', '_')}", s => given.GetValueOrDefault(s), _ => { })
            .ReadAsync(vantages, intrusive: false, ["outsider", "inside"], default);
    }

    [Test]
    public async Task The_least_is_enough()
        => (await ReadAsync()).Should().BeEquivalentTo(new { Host = "127.0.0.1", Port = 2525, Sender = "me@elsewhere.example", Recipient = "me@test.example", Parallel = 4, Rate = 10.0, Intrusive = false });

    [Test]
    public async Task Without_a_port_it_is_the_usual_one() => (await ReadAsync("server", "127.0.0.1")).Port.Should().Be(25);

    [TestCase("sender", null, "HARNESS_SERVER needs HARNESS_SENDER ADDRESS*")]
    [TestCase("recipient", null, "HARNESS_SERVER needs HARNESS_RECIPIENT ADDRESS*")]
    [TestCase("recipient", "nobody", "HARNESS_RECIPIENT nobody: not a mail address*")]
    [TestCase("outside", "you@test.example", "HARNESS_OUTSIDE you@test.example: that is the domain of HARNESS_RECIPIENT*")]
    [TestCase("tls", "yes", "HARNESS_TLS yes: write starttls or implicit")]
    [TestCase("rate", "0", "HARNESS_RATE 0: give a number from 0.01 to 1000")]
    [TestCase("retry-after", "1.5", "HARNESS_RETRY_AFTER 1.5: give a whole number from 0 to 3600")]
    [TestCase("user", "alice", "HARNESS_USER NAME and HARNESS_PASSWORD_FILE FILE belong together*")]
    public Task What_cannot_be_used_is_said_in_the_words_of_the_place(string setting, string? value, string message)
        => FluentActions.Awaiting(() => ReadAsync(setting, value)).Should().ThrowAsync<ServerSettingException>().WithMessage(message);

    [Test]
    public Task A_proxy_for_a_client_that_no_attack_speaks_as_is_said()
        => FluentActions.Awaiting(() => ReadAsync(null, null, "martian=socks5://127.0.0.1:1080")).Should().ThrowAsync<ServerSettingException>().WithMessage("HARNESS_VANTAGE martian=*known are inside, outsider");
}
