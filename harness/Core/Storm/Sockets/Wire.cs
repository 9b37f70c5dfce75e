using System.ComponentModel;
using System.Net;
using System.Runtime.InteropServices;

namespace Harness.Core.Storm.Sockets;

/// <summary>Non-blocking TCP sockets over IPv4, by descriptor.</summary>
internal static unsafe class Wire
{
    private const int Inet = 2;
    private const int StreamNonBlockingCloexec = 1 | 0x800 | 0x80000;
    private const int NonBlockingCloexec = 0x800 | 0x80000;
    private const int NoSignal = 0x4000;
    private const int SocketLevel = 1;
    private const int ReuseAddress = 2;
    private const int Linger = 13;
    private const int TcpLevel = 6;
    private const int NoDelay = 1;
    private const int Backlog = 4096;

    /// <summary>Begins to connect.</summary>
    /// <returns>The descriptor; -1 where the kernel refuses at once.</returns>
    public static int Connect(IPEndPoint to)
    {
        int socket = Libc.Socket(Inet, StreamNonBlockingCloexec, 0);
        if (socket < 0)
            return -1;
        SendAtOnce(socket);
        byte* address = stackalloc byte[16];
        Write(to, address);
        if (Libc.Connect(socket, address, 16) == 0 || Marshal.GetLastPInvokeError() == Libc.InProgress)
            return socket;
        _ = Libc.Close(socket);
        return -1;
    }

    /// <summary>Listens.</summary>
    /// <exception cref="IOException">The address is taken, or not of this machine.</exception>
    public static int Listen(IPEndPoint at)
    {
        byte* address = stackalloc byte[16];
        Write(at, address);
        int socket = Libc.Socket(Inet, StreamNonBlockingCloexec, 0);
        int yes = 1;
        if (socket >= 0 && Libc.SetSockOpt(socket, SocketLevel, ReuseAddress, &yes, sizeof(int)) == 0
            && Libc.Bind(socket, address, 16) == 0 && Libc.Listen(socket, Backlog) == 0)
        {
            return socket;
        }

        int error = Marshal.GetLastPInvokeError();
        if (socket >= 0)
            _ = Libc.Close(socket);
        throw new IOException($"cannot listen on {at}: {new Win32Exception(error).Message}");
    }

    /// <summary>The port a listener has.</summary>
    public static int PortOf(int listener)
    {
        byte* address = stackalloc byte[16];
        uint length = 16;
        return Libc.GetSockName(listener, address, &length) == 0 ? (address[2] << 8) | address[3] : 0;
    }

    /// <summary>Takes a connection.</summary>
    /// <returns>The descriptor; -1 where none waits.</returns>
    public static int Accept(int listener)
    {
        int socket = Libc.Accept(listener, null, null, NonBlockingCloexec);
        if (socket >= 0)
            SendAtOnce(socket);
        return socket;
    }

    /// <summary>Reads what is there.</summary>
    /// <returns>Octets; 0 at the end; -1 where nothing is there yet; -2 where the connection is broken.</returns>
    public static int Receive(int socket, Span<byte> into)
    {
        fixed (byte* start = into)
        {
            nint read = Libc.Receive(socket, start, (nuint)into.Length, 0);
            return read >= 0 ? (int)read : Marshal.GetLastPInvokeError() is Libc.Again or Libc.Interrupted ? -1 : -2;
        }
    }

    /// <summary>Writes as much as the kernel takes.</summary>
    /// <returns>Octets; -1 where it takes nothing now; -2 where the connection is broken.</returns>
    public static int Send(int socket, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        Libc.Piece* pieces = stackalloc Libc.Piece[3];
        fixed (byte* one = first, two = second, three = third)
        {
            int count = 0;
            if (first.Length > 0)
                pieces[count++] = new Libc.Piece { Start = one, Length = (nuint)first.Length };
            if (second.Length > 0)
                pieces[count++] = new Libc.Piece { Start = two, Length = (nuint)second.Length };
            if (third.Length > 0)
                pieces[count++] = new Libc.Piece { Start = three, Length = (nuint)third.Length };
            Libc.MessageHeader message = default;
            message.Pieces = pieces;
            message.Count = (nuint)count;
            nint sent = Libc.SendMessage(socket, &message, NoSignal);
            return sent >= 0 ? (int)sent : Marshal.GetLastPInvokeError() is Libc.Again or Libc.Interrupted ? -1 : -2;
        }
    }

    /// <summary>Closes.</summary>
    public static void Close(int socket) => _ = Libc.Close(socket);

    /// <summary>Closes with a reset, as a host does that has just lost its process.</summary>
    public static void Reset(int socket)
    {
        long atOnce = 1;
        _ = Libc.SetSockOpt(socket, SocketLevel, Linger, &atOnce, sizeof(long));
        _ = Libc.Close(socket);
    }

    private static void SendAtOnce(int socket)
    {
        int yes = 1;
        _ = Libc.SetSockOpt(socket, TcpLevel, NoDelay, &yes, sizeof(int));
    }

    // struct sockaddr_in
    private static void Write(IPEndPoint point, byte* address)
    {
        new Span<byte>(address, 16).Clear();
        address[0] = Inet;
        address[2] = (byte)(point.Port >> 8);
        address[3] = (byte)point.Port;
        if (!point.Address.TryWriteBytes(new Span<byte>(address + 4, 4), out int written) || written != 4)
            throw new ArgumentException($"{point} is not an IPv4 address", nameof(point));
    }
}
