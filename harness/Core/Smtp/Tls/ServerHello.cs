namespace Harness.Core.Smtp.Tls;

/// <summary>The first message of a server's answer (RFC 8446 §4.1.3, RFC 5246 §7.4.1.3).</summary>
/// <param name="Version">The code of the version that the server chose.</param>
/// <param name="Suite">The code of the suite.</param>
/// <param name="Compression">The code of the compression method; 0 is none.</param>
/// <param name="HasSessionId">Whether the session has an identifier under which it could be resumed.</param>
/// <param name="Extensions">Which extensions were answered.</param>
/// <param name="Group">The group of the keys where the message says it: from TLS 1.3 on.</param>
internal sealed record ServerHello(
    ushort Version, ushort Suite, byte Compression, bool HasSessionId, IReadOnlySet<ushort> Extensions, ushort? Group)
{
    private const ushort SupportedVersions = 43;
    private const ushort KeyShare = 51;

    /// <summary>Reads the message's body; null where it is none.</summary>
    public static ServerHello? Parse(ReadOnlySpan<byte> body)
    {
        var reader = new OctetReader(body);
        ushort version = reader.U16();
        _ = reader.Take(32);
        int sessionId = reader.Vector8().Length;
        ushort suite = reader.U16();
        byte compression = reader.U8();
        HashSet<ushort> seen = [];
        ushort? group = null;
        // RFC 5246 §7.4.1.4: before TLS 1.3 there may be none at all.
        var extensions = new OctetReader(reader.HasMore ? reader.Vector16() : []);
        while (extensions.HasMore)
        {
            ushort type = extensions.U16();
            var content = new OctetReader(extensions.Vector16());
            if (!seen.Add(type))
            {
                return null;
            }

            if (type == SupportedVersions)
            {
                version = content.U16();
            }
            else if (type == KeyShare)
            {
                // A HelloRetryRequest names the group alone.
                group = content.U16();
                _ = content.HasMore ? content.Vector16() : [];
            }

            if (type is SupportedVersions or KeyShare && !content.IsOver)
            {
                return null;
            }
        }

        return reader.IsOver && extensions.IsOver && sessionId <= 32 ? new(version, suite, compression, sessionId > 0, seen, group) : null;
    }
}
