using System.Text;

namespace Harness.Tests.Smtp;

/// <summary>
/// A connection in memory: gives prepared octets one a read, so that fragmentation is certain, then the end of file
/// or a failure; keeps what is written.
/// </summary>
internal sealed class DripStream(byte[] incoming, Exception? atEnd = null) : Stream
{
    private readonly MemoryStream written = new();
    private int at;

    public DripStream(string incoming)
        : this(Encoding.Latin1.GetBytes(incoming))
    {
    }

    public byte[] Written => written.ToArray();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (at == incoming.Length)
            return atEnd is null ? 0 : throw atEnd;
        buffer.Span[0] = incoming[at++];
        return 1;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        written.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
