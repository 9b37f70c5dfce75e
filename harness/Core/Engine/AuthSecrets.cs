using System.Text;
using System.Text.RegularExpressions;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>
/// Tells the secrets of AUTH (RFC 4954) from the rest of a session. It follows the octets as they come: neither side keeps
/// its lines together, and commands may be pipelined. In doubt it hides.
/// </summary>
internal sealed partial class AuthSecrets
{
    // What AUTH stands in, or the code of a reply, is short; the rest of a long line need not be kept.
    private const int LongestStart = 64;

    private readonly StringBuilder _clientLine = new();
    private readonly StringBuilder _serverLine = new();
    private bool _said;
    private bool _open;

    /// <summary>What may be shown of the client's octets.</summary>
    /// <param name="piece">A line without its CRLF, or a part of one.</param>
    /// <param name="ends">Whether the line ends with it.</param>
    public string Client(ReadOnlySpan<byte> piece, bool ends)
    {
        string text = Encoding.Latin1.GetString(piece);
        string line = _clientLine + text;
        bool hidden = _open;
        Match auth = Auth().Match(line);
        string shown = hidden ? TranscriptRecorder.Redacted
            : !auth.Success ? Visible.Escape(piece)
            : _clientLine.Length > 0 ? TranscriptRecorder.Redacted
            : Shown(line, auth);
        _said |= auth.Success;
        _open |= auth.Success;
        _clientLine.Clear().Append(ends || line.Length > LongestStart ? "" : line);
        return shown;
    }

    /// <summary>What may be shown of whole lines, if they were sent now.</summary>
    public string Preview(ReadOnlySpan<byte> octets)
    {
        var ahead = new AuthSecrets { _said = _said, _open = _open };
        ahead._clientLine.Append(_clientLine);
        var shown = new List<string>();
        while (true)
        {
            int end = octets.IndexOf("\r\n"u8);
            string line = octets.IsEmpty ? "" : ahead.Client(end < 0 ? octets : octets[..end], end >= 0);
            shown.Add(line);
            if (end < 0)
            {
                return string.Join(@"\r\n", shown);
            }

            octets = octets[(end + 2)..];
        }
    }

    /// <summary>Takes octets of the server, whole lines or not.</summary>
    public void Server(ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            if (octet == '\n')
            {
                Reply(_serverLine.ToString());
                _serverLine.Clear();
            }
            else if (_serverLine.Length < LongestStart)
            {
                _serverLine.Append((char)octet);
            }
        }
    }

    // RFC 4954 §4: 334 asks for the next answer; 235, 4xx and 5xx end the exchange. Another reply is to a command that was
    // pipelined before AUTH.
    private void Reply(string line)
    {
        if (line.StartsWith("334", StringComparison.Ordinal))
        {
            _open = _said;
        }
        else if (line.StartsWith("235", StringComparison.Ordinal))
        {
            (_said, _open) = (false, false);
        }
        else if (line is ['4' or '5', ..])
        {
            _open = false;
        }
    }

    // AUTH mechanism [initial-response]: the mechanism stays, the rest is a credential.
    private static string Shown(string line, Match auth)
    {
        string start = Visible.Escape(Encoding.Latin1.GetBytes(line[..(auth.Index + auth.Length)]));
        return line.Length == auth.Index + auth.Length ? start : $"{start} {TranscriptRecorder.Redacted}";
    }

    // A line may also end in a bare LF or CR for a server that is lenient.
    [GeneratedRegex(@"(?:^|[\r\n])[ \t]*AUTH[ \t]+[^ \t\r\n]*", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Auth();
}
