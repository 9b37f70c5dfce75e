using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix;

namespace Harness.Tests.Postfix.Access.Matrix;

public sealed class AccessMatrixTests
{
    private static readonly MatrixAxes _axes = new(
        [MatrixClient.Of("192.0.2.1", "a.example"), MatrixClient.Of("192.0.2.2", null), MatrixClient.Of("192.0.2.3", null) with { Login = "alice" }],
        ["a.example", null, "localhost"],
        ["x@a.example", ""],
        ["alice@b.example", "someone@c.example", "postmaster"],
        [new(), new() { Tls = true }, new(AccessCommand.Helo), new(AccessCommand.Vrfy), new(AccessCommand.EndOfData) { Before = "bob@b.example" }]);

    [Test]
    public void The_ordinary_session_comes_first()
        => AccessMatrix.Singles(_axes).First().Should().BeEquivalentTo(new AccessSession
        {
            Client = System.Net.IPAddress.Parse("192.0.2.1"),
            ClientName = "a.example",
            ReverseName = "a.example",
            Helo = "a.example",
            Sender = "x@a.example",
            Recipients = ["alice@b.example"],
        });

    [Test]
    public void Every_departure_is_played_by_itself() => AccessMatrix.Singles(_axes).Should().HaveCount(1 + 2 + 2 + 1 + 2 + 4);

    [Test]
    public void Every_two_departures_are_played_together()
        => AccessMatrix.Pairs(_axes).Should().HaveCount(2 * (2 + 1 + 2 + 4) + 2 * (1 + 2 + 4) + 1 * (2 + 4) + 2 * 4);

    [Test]
    public void A_sample_is_the_same_each_time()
        => AccessMatrix.Sample(_axes, 40).Should().BeEquivalentTo(AccessMatrix.Sample(_axes, 40), o => o.WithStrictOrdering()).And.HaveCount(40);

    [TestCase(5, 5)]
    [TestCase(1_000, 12 + 46 + (1_000 - 12) / 8)]
    public void A_sample_is_as_large_as_there_are_sessions(int most, int count) => AccessMatrix.Sample(_axes, most).Should().HaveCount(count);

    [Test]
    public void Vrfy_comes_without_mail() => AccessMatrix.Singles(_axes).Single(s => s.Asked == AccessCommand.Vrfy).Sender.Should().BeNull();

    [Test]
    public void The_answer_to_helo_is_asked_with_a_name()
        => AccessMatrix.Pairs(_axes).Where(s => s.Asked == AccessCommand.Helo).Should().OnlyContain(s => s.Helo != null);

    [Test]
    public void What_another_has_besides_comes_last_and_once()
    {
        MatrixAxes more = new([MatrixClient.Of("192.0.2.2", null)], ["evil.example"], [""], ["postmaster", "z@b.example"], []);

        MatrixAxes both = _axes.With(more);

        both.Clients.Should().HaveCount(3);
        both.Helos.Should().Equal("a.example", null, "localhost", "evil.example");
        both.Recipients.Should().Equal("alice@b.example", "someone@c.example", "postmaster", "z@b.example");
    }
}
