using Harness.Lab.Clients;

namespace Harness.Lab.Tests;

/// <summary>The mail exchangers outside behave as their manner says, where no Postfix of today shows it.</summary>
public class WorldTests
{
    private static readonly string _injected = LabInternet.World.Single(h => h.Manner == "injected-reply").Address;

    [Test]
    public async Task A_client_that_takes_the_injected_reply_is_refused_for_good()
    {
        await using SocksDoor outsider = SharedLab.Lab.OpenSocks("outsider", which: 6);
        using HandSession clear = await HandSession.ThroughAsync(outsider, _injected);
        using HandSession secure = await HandshakeAsync(clear);

        // Such a client has its answer to EHLO already, and goes on.
        await secure.SayAsync("EHLO client.example\r\nMAIL FROM:<someone@sender.example>");
        (await secure.ReplyAsync()).Should().StartWith("250");
        (await secure.SayAsync("RCPT TO:<someone@tls-injected.example>")).Should().StartWith("554");
    }

    [Test]
    public async Task A_client_that_throws_the_injected_reply_away_is_served()
    {
        await using SocksDoor outsider = SharedLab.Lab.OpenSocks("outsider", which: 6);
        using HandSession clear = await HandSession.ThroughAsync(outsider, _injected);
        using HandSession secure = await HandshakeAsync(clear);

        (await secure.RecipientAsync("someone@tls-injected.example")).Should().StartWith("250");
    }

    private static async Task<HandSession> HandshakeAsync(HandSession clear)
    {
        await clear.IntroduceAsync();
        (await clear.SayAsync("STARTTLS")).Should().StartWith("220");
        (await clear.ReplyAsync()).Should().Be("250 2.0.0 Injected");
        return await clear.SecureAsync();
    }
}
