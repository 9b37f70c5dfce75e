using System.Runtime.InteropServices;

namespace Harness.Core.Storm.Sockets;

/// <summary>A socket that something can be done with.</summary>
/// <param name="Slot">The number it was added under.</param>
/// <param name="Readable">There is something to read, or an end, or an error that reading tells.</param>
/// <param name="Writable">It takes octets again.</param>
internal readonly record struct Ready(int Slot, bool Readable, bool Writable);

/// <summary>Which of many sockets are ready: epoll(7), level-triggered.</summary>
internal sealed unsafe class Poller : IDisposable
{
    private const int Add = 1;
    private const int Change = 3;
    private const uint In = 1;
    private const uint Out = 4;
    private const uint Error = 8;
    private const uint HangUp = 16;
    private const int Most = 256;
    private const int Cloexec = 0x80000;

    // The structure is packed on x86-64 and nowhere else.
    private static readonly int _size = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int _data = _size - 8;

    private readonly byte[] _events = GC.AllocateUninitializedArray<byte>(Most * 16, pinned: true);
    private readonly Ready[] _ready = new Ready[Most];
    private readonly int _epoll;

    /// <summary>None yet.</summary>
    /// <exception cref="IOException">The kernel has no epoll to give.</exception>
    public Poller()
    {
        _epoll = Libc.EpollCreate(Cloexec);
        if (_epoll < 0)
            throw new IOException("no epoll instance to be had: too many open files (ulimit -n)?");
    }

    /// <summary>Watches a socket for reading. Closing it ends that.</summary>
    public void Watch(int socket, int slot) => Control(Add, socket, slot, In);

    /// <summary>Watches a socket for reading, and for writing or no longer.</summary>
    public void Watch(int socket, int slot, bool forWriting) => Control(Change, socket, slot, forWriting ? In | Out : In);

    /// <summary>Does not watch a socket for anything but its end.</summary>
    public void Ignore(int socket, int slot) => Control(Change, socket, slot, 0);

    /// <summary>Waits for some of them.</summary>
    public ReadOnlySpan<Ready> Wait(int milliseconds)
    {
        fixed (byte* events = _events)
        {
            int count = Math.Max(0, Libc.EpollWait(_epoll, events, Most, milliseconds));
            for (int i = 0; i < count; i++)
            {
                byte* at = events + (i * _size);
                uint mask = *(uint*)at;
                _ready[i] = new Ready(*(int*)(at + _data), (mask & (In | Error | HangUp)) != 0, (mask & Out) != 0);
            }

            return _ready.AsSpan(0, count);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(_epoll);

    private void Control(int operation, int socket, int slot, uint mask)
    {
        byte* what = stackalloc byte[16];
        *(uint*)what = mask;
        *(long*)(what + _data) = slot;
        _ = Libc.EpollControl(_epoll, operation, socket, what);
    }
}
