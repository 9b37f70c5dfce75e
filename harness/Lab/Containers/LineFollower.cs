using System.Text;
using DotNet.Testcontainers.Configurations;

namespace Harness.Lab.Containers;

/// <summary>Hands on what a container writes, line by line, as it is written. Container output is hostile: lines are cut.</summary>
internal sealed class LineFollower : IOutputConsumer
{
    private const int MaxLine = 64 * 1024;

    private readonly LineStream _out;

    /// <summary>Calls <paramref name="line"/> for every line of both streams, one at a time.</summary>
    public LineFollower(Action<string> line)
    {
        var gate = new Lock();
        _out = new LineStream(Guarded);
        Stderr = new LineStream(Guarded);

        void Guarded(string text)
        {
            lock (gate)
            {
                line(text);
            }
        }
    }

    /// <inheritdoc/>
    public bool Enabled => true;

    /// <inheritdoc/>
    public Stream Stdout => _out;

    /// <inheritdoc/>
    public Stream Stderr { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _out.Dispose();
        Stderr.Dispose();
    }

    private sealed class LineStream(Action<string> line) : Stream
    {
        private readonly MemoryStream _pending = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                int end = buffer.IndexOf((byte)'\n');
                ReadOnlySpan<byte> part = end < 0 ? buffer : buffer[..end];
                _pending.Write(part[..(int)Math.Min(part.Length, MaxLine - _pending.Length)]);
                if (end >= 0)
                {
                    line(Encoding.UTF8.GetString(_pending.GetBuffer(), 0, (int)_pending.Length).TrimEnd('\r'));
                    _pending.SetLength(0);
                }

                buffer = end < 0 ? [] : buffer[(end + 1)..];
            }
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Write(buffer.AsSpan(offset, count));
            return Task.CompletedTask;
        }

        public override void Flush()
        {
            // Lines are handed on when they are complete, and not before.
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
