using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Lab.Tests;

/// <summary>The way from the harness to the server under test.</summary>
public class GateTests
{
    [TestCase("crowd", "192.0.2.1")]
    [TestCase("crowd6", "2001:db8:d::1")]
    public async Task A_crowds_replies_are_all_there_is_to_see(string kind, string address)
    {
        Observation seen = await PlayAsync(SharedLab.Target, kind);

        seen.Client!.Address.Should().StartWith(address);
        seen.Outcome!.IsAccepted.Should().BeTrue(seen.Outcome.ToString());
        (seen.Missing ?? seen.Fault).Should().BeNull();
        new object?[] { seen.Log, seen.Trace, seen.Arrivals }.Should().AllSatisfy(e => e.Should().BeNull());
    }

    [Test]
    public async Task A_crowd_speaks_all_at_once()
    {
        IVantage?[] crowd = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => SharedLab.Target.TakeAsync("crowd", default)));
        (Stream? Stream, string Detail)[] sessions = await Task.WhenAll(crowd.Select(c => c!.ConnectAsync(default)));

        string[] greetings = await Task.WhenAll(sessions.Select(s => LineAsync(s.Stream!)));
        greetings.Should().OnlyContain(g => g.StartsWith("220 "));

        foreach ((Stream? stream, IVantage? client) in sessions.Select(s => s.Stream).Zip(crowd))
        {
            await stream!.DisposeAsync();
            await client!.DisposeAsync();
        }
    }

    [Test]
    public async Task No_greeting_waits_for_a_delayed_acknowledgement()
    {
        var quickest = TimeSpan.MaxValue;
        for (int i = 0; i < 20; i++)
        {
            await using IVantage client = (await SharedLab.Target.TakeAsync("crowd", default))!;
            await using Stream stream = (await client.ConnectAsync(default)).Stream!;
            long start = Stopwatch.GetTimestamp();
            await LineAsync(stream);
            quickest = TimeSpan.FromTicks(Math.Min(quickest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }

        quickest.Should().BeLessThan(TimeSpan.FromMilliseconds(35));
    }

    [Test]
    public async Task A_client_that_has_said_all_it_has_to_say_is_still_answered()
    {
        await using IVantage client = (await SharedLab.Target.TakeAsync("crowd", default))!;
        await using Stream stream = (await client.ConnectAsync(default)).Stream!;

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HELO {client.HeloName}\r\nQUIT\r\n"));
        ((NetworkStream)stream).Socket.Shutdown(SocketShutdown.Send);

        (await new StreamReader(stream).ReadToEndAsync()).Should().StartWith("220 ").And.Contain("\n250 ").And.Contain("\n221 ");
    }

    [Test]
    public async Task A_server_that_listens_to_itself_alone_listens_to_all_in_the_lab_and_that_is_listed()
    {
        ConfigurationFiles closed = Fixtures.GuideWith("192.168.7.0/24\n", "\ninet_interfaces = loopback-only\n");
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(closed, _ => { }, default);
        await using (lab)
        {
            (await PlayAsync(target, "outsider")).Outcome!.Ending.Should().Be(Ending.Completed);

            Observation inside = await PlayAsync(target, "inside");
            inside.Client!.Address.Should().Be("127.0.0.1");
            inside.Outcome!.IsAccepted.Should().BeTrue();
            inside.Decided!.Restriction.Should().Be("permit_mynetworks");
            target.Describe().StandIns.Should().ContainSingle(s => s.What == "inet_interfaces = loopback-only");
        }
    }

    private static async Task<string> LineAsync(Stream stream)
    {
        byte[] octets = new byte[512];
        return Encoding.ASCII.GetString(octets, 0, await stream.ReadAsync(octets));
    }

    private static Task<Observation> PlayAsync(LabTarget target, string kind)
        => new SessionPlayer(target, Deadlines.Default, TimeProvider.System).PlayAsync(
            Fixtures.Attacks.Single(a => a.Id == "dnsbl/unlisted/no-ptr") with { From = kind }, control: false, TestContext.CurrentContext.CancellationToken);
}
