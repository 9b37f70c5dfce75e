using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Lab.Plays.Lane;

namespace Harness.Tests.Lab.Lane;

/// <summary>Sessions are put together as they are drawn.</summary>
public class LaneLotsTests
{
    [Test]
    public void Sessions_of_one_client_share_a_lot_and_those_without_HELO_come_first()
    {
        AccessSession[][] lots = [.. LaneLots.Of([Session(1, "b"), Session(2, "a"), Session(1, null), Session(1, "a"), Session(1, "a") with { Tls = true }])];

        lots.Select(l => string.Join(' ', l.Select(s => s.Helo ?? "-"))).Should().Equal("- a b", "a", "a");
    }

    [Test]
    public void No_more_are_drawn_than_a_few_connections_take_however_many_there_are()
    {
        int drawn = 0;
        IEnumerable<AccessSession> endless = Enumerable.Range(0, int.MaxValue).Select(i =>
        {
            drawn++;
            return Session(i % 1000, "a");
        });

        LaneLots.Of(endless).Take(10).Should().HaveCount(10);

        drawn.Should().BeLessThanOrEqualTo(16 * LaneLots.Most);
    }

    private static AccessSession Session(int client, string? helo) => new() { Client = new IPAddress(client), Helo = helo };
}
