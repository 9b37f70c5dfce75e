using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Harness.Core.Postfix.Access;

namespace Harness.Lab.Plays;

/// <summary>The XCLIENT command that makes a connection that of another client (XCLIENT_README).</summary>
internal static class XClientLine
{
    private const string Never = "[UNAVAILABLE]";
    private const string Later = "[TEMPUNAVAIL]";

    /// <summary>The line without CRLF. The reverse name comes after the verified one, which sets both.</summary>
    public static string Of(AccessSession session)
    {
        string missing = session.NameIsTemporary ? Later : Never;
        var line = new StringBuilder("XCLIENT ADDR=").Append(session.Client switch
        {
            null => Never,
            { AddressFamily: AddressFamily.InterNetworkV6 } six => $"IPV6:{six}",
            var four => four.ToString(),
        });
        line.Append(" NAME=").Append(session.ClientName == "unknown" ? missing : Xtext(session.ClientName));
        line.Append(" REVERSE_NAME=").Append(session.ReverseName == "unknown" ? missing : Xtext(session.ReverseName));
        if (session.Login is { } login)
        {
            line.Append(" LOGIN=").Append(Xtext(login));
        }

        return line.ToString();
    }

    /// <summary>Whether a reply to it says that there will be no such client, and is not the greeting of one that is turned away.</summary>
    /// <param name="code">The reply's code.</param>
    /// <param name="line">Its first line.</param>
    public static bool IsRefused(int code, ReadOnlySpan<byte> line)
        => code is 501 or 502 or 503 or 550 && (line.StartsWith("5.5."u8) || line.StartsWith("5.7.0 Error: insufficient"u8));

    // RFC 1891 §5.
    private static string Xtext(string value)
    {
        var text = new StringBuilder();
        foreach (byte octet in Encoding.UTF8.GetBytes(value))
        {
            if (octet is >= 33 and <= 126 and not (byte)'+' and not (byte)'=')
            {
                text.Append((char)octet);
            }
            else
            {
                text.Append('+').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }
}
