using Harness.Core.Smtp;

namespace Harness.Tests.Smtp;

public sealed class BoundedStreamTests
{
    [Test]
    public async Task As_many_octets_as_allowed_are_no_flood()
    {
        await using BoundedStream stream = new(new MemoryStream(new byte[8]), 8);
        (await stream.ReadAsync(new byte[8])).Should().Be(8);
        stream.IsFlooded.Should().BeFalse();
    }

    [Test]
    public void One_more_is_one_and_says_how_many_were_allowed()
    {
        using BoundedStream stream = new(new MemoryStream(new byte[9]), 8);
        stream.Read(new byte[5], 0, 5).Should().Be(5);
        stream.Invoking(s => s.Read(new byte[5], 0, 5)).Should().Throw<IOException>().WithMessage("more than 8 octets*");
        stream.IsFlooded.Should().BeTrue();
    }

    [Test]
    public void A_flood_stays_one_when_the_client_speaks_again()
    {
        using BoundedStream stream = new(new MemoryStream(new byte[64]), 8);
        stream.Invoking(s => s.Read(new byte[9], 0, 9)).Should().Throw<IOException>();
        stream.Write([1], 0, 1);
        stream.Invoking(s => s.Read(new byte[1], 0, 1)).Should().Throw<IOException>();
        stream.IsFlooded.Should().BeTrue();
    }

    [Test]
    public async Task A_command_begins_the_count_anew([Values] bool async)
    {
        MemoryStream inner = new();
        inner.Write(new byte[64]);
        inner.Position = 0;
        await using BoundedStream stream = new(inner, 8);
        stream.Read(new byte[8], 0, 8).Should().Be(8);
        if (async)
            await stream.WriteAsync(new byte[] { 7 }.AsMemory());
        else
            stream.Write([7], 0, 1);
        inner.GetBuffer()[8].Should().Be(7, "the command goes out");
        stream.Read(new byte[8], 0, 8).Should().Be(8);
        stream.IsFlooded.Should().BeFalse();
    }

    [Test]
    public void Closing_it_closes_the_connection()
    {
        MemoryStream inner = new();
        new BoundedStream(inner, 8).Dispose();
        inner.CanRead.Should().BeFalse();
    }

    [Test]
    public void It_is_read_and_written_and_has_no_place()
    {
        using BoundedStream stream = new(new MemoryStream(), 8);
        (stream.CanRead, stream.CanWrite, stream.CanSeek).Should().Be((true, true, false));
    }
}
