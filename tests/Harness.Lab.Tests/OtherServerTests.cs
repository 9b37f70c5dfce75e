using System.Diagnostics;
using Harness.Core.Evidence;
using Harness.Lab.Clients;
using Harness.Lab.Servers;

namespace Harness.Lab.Tests;

/// <summary>The other mail servers run as Debian's packages make them, and relay for whom they are said to relay.</summary>
[Parallelizable(ParallelScope.All)]
public class OtherServerTests
{
    private const string Sender = "someone@sender.example";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _retry = TimeSpan.FromMilliseconds(300);

    private static ServerKind[] Served => [KnownServers.Exim, KnownServers.OpenSmtpd, KnownServers.Sendmail, KnownServers.OpenRelay, KnownServers.BrokenTls];

    private static ServerKind[] Closed => [KnownServers.Exim, KnownServers.OpenSmtpd, KnownServers.Sendmail, KnownServers.Greylisting];

    [TestCaseSource(nameof(Served))]
    public async Task Takes_mail_for_its_mailbox_from_an_outsider_and_logs_it(ServerKind kind)
    {
        OtherServer server = await ServerAsync(kind);
        await using SocksDoor outsider = SharedLab.Lab.OpenSocks("outsider", which: 3);

        using (HandSession session = await HandSession.ThroughAsync(outsider, kind.Address))
        {
            await session.IntroduceAsync();
            await session.DeliverAsync(Sender, KnownServers.Recipient);
        }

        (await server.Log.LineAsync(_patience, Cancel, outsider.Client.Address)).Should().NotBeNull("the log names the client");
        (await server.Log.LineAsync(_patience, Cancel, "alice")).Should().NotBeNull("the log names the mailbox");
    }

    [TestCaseSource(nameof(Closed))]
    public async Task Does_not_relay_for_an_outsider(ServerKind kind)
    {
        await ServerAsync(kind);
        await using SocksDoor outsider = SharedLab.Lab.OpenSocks("outsider", which: 4);
        using HandSession session = await HandSession.ThroughAsync(outsider, kind.Address);

        (await session.RecipientAsync($"relay-{kind.Name}@tls.example")).Should().StartWith("55");
    }

    [TestCaseSource(nameof(Closed))]
    public async Task Does_not_trust_what_comes_through_its_published_port(ServerKind kind)
    {
        OtherServer server = await ServerAsync(kind);
        using HandSession session = await HandSession.ToAsync(server.Direct);

        (await session.RecipientAsync($"direct-{kind.Name}@tls.example")).Should().StartWith("55");
    }

    [TestCaseSource(nameof(Closed))]
    public async Task Takes_no_claim_to_a_local_sender_for_a_right_to_relay(ServerKind kind)
    {
        await ServerAsync(kind);
        await using SocksDoor outsider = SharedLab.Lab.OpenSocks("outsider", which: 7);
        using HandSession session = await HandSession.ThroughAsync(outsider, kind.Address);

        await session.IntroduceAsync();
        await session.SayAsync($"MAIL FROM:<{KnownServers.Recipient}>");
        (await session.SayAsync($"RCPT TO:<local-{kind.Name}@tls.example>")).Should().StartWith("55");
    }

    [Test]
    public async Task The_open_relay_hands_on_what_an_outsider_gives_it()
    {
        await ServerAsync(KnownServers.OpenRelay);
        await using SocksDoor outsider = SharedLab.Lab.OpenSocks("outsider", which: 5);
        using HandSession session = await HandSession.ThroughAsync(outsider, KnownServers.OpenRelay.Address);
        string recipient = $"relayed-{Guid.NewGuid():N}@tls.example";

        await session.IntroduceAsync();
        await session.DeliverAsync(Sender, recipient);

        Arrival? arrival = await SharedLab.Lab.ArrivedOutsideAsync(recipient, _patience, Cancel);
        arrival.Should().NotBeNull();
        arrival!.Sender.Should().Be(Sender);
    }

    [Test]
    public async Task The_greylisting_server_defers_a_triplet_until_its_time_is_over()
    {
        await ServerAsync(KnownServers.Greylisting);
        await using SocksDoor outsider = SharedLab.Lab.OpenSocks("outsider", which: 6);
        var clock = Stopwatch.StartNew();
        var replies = new List<string>();

        do
        {
            if (replies.Count > 0)
            {
                // An impatient client's queue; in one session Exim would soon have enough of it.
                await Task.Delay(_retry, Cancel);
            }

            using HandSession session = await HandSession.ThroughAsync(outsider, KnownServers.Greylisting.Address);
            replies.Add(await session.RecipientAsync(KnownServers.Recipient));
        }
        while (replies[^1].StartsWith("451 ") && clock.Elapsed < _patience);

        replies[0].Should().StartWith("451 ");
        replies[^1].Should().StartWith("250 ");
        clock.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Test]
    public async Task The_server_with_broken_tls_offers_it_and_breaks_the_handshake()
    {
        OtherServer server = await ServerAsync(KnownServers.BrokenTls);
        using HandSession session = await HandSession.ToAsync(server.Direct);

        (await session.IntroduceAsync()).Should().Contain("STARTTLS");
        (await session.SayAsync("STARTTLS")).Should().StartWith("220 ");
        await session.Awaiting(s => s.HandshakeAsync()).Should().ThrowAsync<Exception>();
        (await server.Log.LineAsync(_patience, Cancel, "io-error", "EVP lib")).Should().NotBeNull();
    }

    [Test]
    public async Task Sendmail_as_packaged_turns_the_eleventh_connection_of_a_minute_away()
    {
        OtherServer server = await ServerAsync(KnownServers.ThrottledSendmail);
        HandSession[] sessions = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => HandSession.OpenAsync(server.Direct)));
        try
        {
            // The first ten wait for their banner; the others are told at once.
            Task<string> first = await Task.WhenAny(sessions.Select(s => s.ReplyAsync()));
            (await first).Should().StartWith("421 ");
        }
        finally
        {
            Array.ForEach(sessions, s => s.Dispose());
        }
    }

    [Test]
    public void A_client_that_no_lab_has_opens_no_door()
        => FluentActions.Invoking(() => SharedLab.Lab.OpenSocks("martian")).Should().Throw<ArgumentException>().WithMessage("*martian*");

    private static CancellationToken Cancel => TestContext.CurrentContext.CancellationToken;

    private static Task<OtherServer> ServerAsync(ServerKind kind) => SharedLab.Lab.ServerAsync(kind, TestContext.Progress.WriteLine, Cancel);
}
