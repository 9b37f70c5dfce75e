using System.Buffers.Text;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using Harness.Core.Smtp;

namespace Harness.Lab.Plays.Lane;

/// <summary>
/// The octets of one connection after another, through the same two buffers. It says in few writes what can be said at once, and makes
/// no string of a reply.
/// </summary>
internal sealed class LaneWire : IAsyncDisposable
{
    private const int MostIn = 64 * 1024;
    private const int MostOut = 16 * 1024;
    private const int MostLine = 4 * 1024;

    private readonly byte[] _in = new byte[MostIn];
    private readonly byte[] _out = new byte[MostOut];
    private Stream? _stream;
    private Stream? _plain;
    private CancellationTokenSource? _patience;
    private int _outLength;
    private int _start;
    private int _end;
    private int _line;
    private int _lineLength;
    private int _reply;

    /// <summary>The code of the reply that was read last; 0 where there was none.</summary>
    public int Code { get; private set; }

    /// <summary>Its first line after code and separator; good until the next reading.</summary>
    public ReadOnlySpan<byte> Line => _in.AsSpan(_line, _lineLength);

    /// <summary>How much more can be said before it has to be sent.</summary>
    public bool HasRoom => _outLength < MostOut - MostLine;

    /// <summary>Why there was no reply; null where the server hung up in order.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether an EHLO reply that was read last announces an extension.</summary>
    public bool Offers(ReadOnlySpan<byte> keyword)
    {
        foreach (Range line in _in.AsSpan(_reply, _start - _reply).Split((byte)'\n'))
        {
            ReadOnlySpan<byte> text = _in.AsSpan(_reply, _start - _reply)[line].TrimEnd((byte)'\r');
            if (text.Length > 4 && Ascii.EqualsIgnoreCase(text[4..], keyword))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Begins with another connection.</summary>
    public void Take(Stream stream)
    {
        (_stream, _plain) = (stream, stream);
        (_start, _end, _outLength) = (0, 0, 0);
    }

    /// <summary>Puts a command into what is sent next. What cannot stand in a line as it is, is cut off.</summary>
    public void Say(ReadOnlySpan<char> first, ReadOnlySpan<char> second = default, ReadOnlySpan<char> third = default)
    {
        Add(first);
        Add(second);
        Add(third);
        _out[_outLength++] = (byte)'\r';
        _out[_outLength++] = (byte)'\n';
    }

    /// <summary>Sends it. That it could not be sent the next reading tells.</summary>
    public async ValueTask SendAsync(CancellationToken cancel)
    {
        int length = _outLength;
        _outLength = 0;
        try
        {
            await _stream!.WriteAsync(_out.AsMemory(0, length), Patience(Deadlines.Default.Write, cancel));
        }
        catch (Exception broken) when (IsBreak(broken, cancel))
        {
        }
    }

    /// <summary>Reads a reply.</summary>
    /// <returns>False where none came.</returns>
    public async ValueTask<bool> ReadAsync(TimeSpan patience, CancellationToken cancel)
    {
        (Code, _lineLength, Trouble) = (0, 0, null);
        int at = _start;
        bool isFirst = true;
        _reply = _start;
        while (true)
        {
            int length = _in.AsSpan(at, _end - at).IndexOf((byte)'\n');
            if (length < 0)
            {
                int moved = await FillAsync(patience, cancel);
                if (moved < 0)
                {
                    Code = 0;
                    return false;
                }

                at -= moved;
                _line -= moved;
                continue;
            }

            ReadOnlySpan<byte> text = _in.AsSpan(at, length).TrimEnd((byte)'\r');
            if (text.Length < 3 || !Utf8Parser.TryParse(text[..3], out int code, out int used) || used != 3 || code is < 200 or > 599 || (!isFirst && code != Code))
            {
                (Code, Trouble) = (0, $"garbled: {Visible.Escape(text[..Math.Min(text.Length, 80)])}");
                return false;
            }

            if (isFirst)
            {
                (Code, _line, _lineLength, isFirst) = (code, at + Math.Min(4, text.Length), Math.Max(0, text.Length - 4), false);
            }

            at += length + 1;
            if (text.Length == 3 || text[3] != '-')
            {
                _start = at;
                return true;
            }
        }
    }

    /// <summary>The handshake after STARTTLS; what came in clear before it is forgotten.</summary>
    /// <returns>Null, or why it failed.</returns>
    public async Task<string?> StartTlsAsync(CancellationToken cancel)
    {
        (_start, _end) = (0, 0);
#pragma warning disable CA5359 // Nothing secret is said, and to a server of our own.
        var tls = new SslStream(_plain!, leaveInnerStreamOpen: true, (_, _, _, _) => true);
#pragma warning restore CA5359
        _stream = tls;
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "" }, Patience(Deadlines.Default.Tls, cancel));
            return null;
        }
        catch (Exception failed) when (failed is AuthenticationException || IsBreak(failed, cancel))
        {
            return $"TLS failed: {Visible.Escape(failed.Message)}";
        }
    }

    /// <summary>Closes the connection without a word; another can be taken.</summary>
    public async ValueTask CloseAsync()
    {
        if (_stream is { } stream && !ReferenceEquals(stream, _plain))
        {
            await ((SslStream)stream).DisposeAsync();
        }

        if (_plain is { } plain)
        {
            await plain.DisposeAsync();
        }

        (_stream, _plain) = (null, null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _patience?.Dispose();
    }

    private void Add(ReadOnlySpan<char> text)
    {
        int room = Math.Min(MostLine - 2, MostOut - _outLength - 2);
        if (text.Length > 0)
        {
            Encoding.UTF8.TryGetBytes(text, _out.AsSpan(_outLength, room), out int written);
            _outLength += written;
        }
    }

    /// <returns>By how much what is held moved to the front; -1 where nothing came.</returns>
    private async ValueTask<int> FillAsync(TimeSpan patience, CancellationToken cancel)
    {
        int moved = 0;
        if (_start == _end || _end == MostIn)
        {
            // A reply that is being read stands from here on.
            moved = _start;
            _in.AsSpan(_start, _end - _start).CopyTo(_in);
            (_start, _end, _reply) = (0, _end - _start, 0);
        }

        if (_end == MostIn)
        {
            Trouble = $"a reply of more than {MostIn} octets";
            return -1;
        }

        try
        {
            int read = await _stream!.ReadAsync(_in.AsMemory(_end), Patience(patience, cancel));
            _end += read;
            return read > 0 ? moved : -1;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Trouble = $"no whole reply within {patience.TotalSeconds:0.###} s";
            return -1;
        }
        catch (Exception broken) when (IsBreak(broken, cancel))
        {
            Trouble = $"broken by the server: {Visible.Escape(broken.Message)}";
            return -1;
        }
    }

    // One for as long as its time does not pass.
    private CancellationToken Patience(TimeSpan time, CancellationToken cancel)
    {
        if (_patience?.TryReset() != true)
        {
            _patience?.Dispose();
            _patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        }

        _patience.CancelAfter(time);
        return _patience.Token;
    }

    private static bool IsBreak(Exception broken, CancellationToken cancel)
        => broken is IOException or System.Net.Sockets.SocketException or ObjectDisposedException || (broken is OperationCanceledException && !cancel.IsCancellationRequested);
}
