namespace Harness.Core.MailLogs.Digesting;

/// <summary>What a refusal is about.</summary>
internal enum RefusedFor
{
    /// <summary>Something else, or nobody can say.</summary>
    Other,

    /// <summary>The client's address or name.</summary>
    Client,

    /// <summary>The HELO name.</summary>
    Helo,

    /// <summary>The envelope sender.</summary>
    Sender,

    /// <summary>The recipient.</summary>
    Recipient,
}

/// <summary>
/// The restriction behind a reply. The log does not name it; the words of smtpd (smtpd_check.c) tell most apart. Where they do not, the
/// reply itself is the reason, with # for every number.
/// </summary>
internal static class RefusalReason
{
    /// <summary>The longest reason.</summary>
    public const int Longest = 160;

    private const int LongestReply = 100;

    /// <summary>Writes the reason.</summary>
    /// <param name="text">The reply, codes and all, as far as the line goes.</param>
    /// <param name="reason">Where to, with room for <see cref="Longest"/>.</param>
    /// <param name="length">How long it became.</param>
    /// <param name="zone">The DNS list that has the client or the name; empty where none has.</param>
    public static RefusedFor Of(ReadOnlySpan<byte> text, Span<byte> reason, out int length, out ReadOnlySpan<byte> zone)
    {
        text = WithoutCodes(text);
        // "<what was said>: " may hold anything.
        if (text is [(byte)'<', ..] && text[1..].AddressEnd() is >= 0 and var end && text[(end + 2)..].StartsWith(": "u8))
            text = text[(end + 4)..];
        if (text.TryAfter("Service unavailable; "u8, out ReadOnlySpan<byte> listed) && Listed(listed, reason, out length, out zone) is { } about)
            return about;
        zone = default;
        if (Known(text, out RefusedFor what) is { Length: > 0 } name)
        {
            name.CopyTo(reason);
            length = name.Length;
            return what;
        }
        length = Numbered(text.UpTo(";"u8), reason);
        return what;
    }

    private static ReadOnlySpan<byte> WithoutCodes(ReadOnlySpan<byte> text)
    {
        if (text.Length > 4 && text[3] == ' ' && text[0] is >= (byte)'2' and <= (byte)'5' && text[1] is >= (byte)'0' and <= (byte)'9')
            text = text[4..];
        return text.Length > 6 && text[1] == '.' && text[0] is >= (byte)'2' and <= (byte)'5' && text[..Math.Min(text.Length, 10)].IndexOf((byte)' ') is >= 5 and var space
            ? text[(space + 1)..] : text;
    }

    private static RefusedFor? Listed(ReadOnlySpan<byte> text, Span<byte> reason, out int length, out ReadOnlySpan<byte> zone)
    {
        length = 0;
        zone = default;
        int at = text.IndexOf("] blocked using "u8);
        if (at < 0)
            return null;
        zone = text[(at + 16)..].UpTo("; "u8);
        zone = zone[..Math.Min(zone.Length, 120)];
        ReadOnlySpan<byte> name = ListRestriction(text, out RefusedFor about);
        name.CopyTo(reason);
        zone.CopyTo(reason[name.Length..]);
        length = name.Length + zone.Length;
        return about;
    }

    private static ReadOnlySpan<byte> ListRestriction(ReadOnlySpan<byte> text, out RefusedFor about)
        => text.StartsWith("Client host ["u8) ? Is(RefusedFor.Client, "reject_rbl_client "u8, out about)
            : text.StartsWith("client ["u8) ? Is(RefusedFor.Client, "postscreen_dnsbl_sites "u8, out about)
            : text.StartsWith("Unverified Client host ["u8) ? Is(RefusedFor.Client, "reject_rhsbl_reverse_client "u8, out about)
            : text.StartsWith("Helo command ["u8) ? Is(RefusedFor.Helo, "reject_rhsbl_helo "u8, out about)
            : text.StartsWith("Sender address ["u8) ? Is(RefusedFor.Sender, "reject_rhsbl_sender "u8, out about)
            : text.StartsWith("Recipient address ["u8) ? Is(RefusedFor.Recipient, "reject_rhsbl_recipient "u8, out about)
            : Is(RefusedFor.Other, "DNS list "u8, out about);

    private static ReadOnlySpan<byte> Known(ReadOnlySpan<byte> text, out RefusedFor about)
    {
        about = RefusedFor.Other;
        if (text.TryAfter("Relay access denied"u8, out ReadOnlySpan<byte> rest))
            return Is(RefusedFor.Recipient, "reject_unauth_destination"u8, out about);
        if (text.TryAfter("Client host rejected: "u8, out rest))
        {
            about = RefusedFor.Client;
            return rest.StartsWith("cannot find your hostname"u8) ? "reject_unknown_client_hostname"u8
                : rest.StartsWith("cannot find your reverse hostname"u8) ? "reject_unknown_reverse_client_hostname"u8 : default;
        }
        if (text.TryAfter("Helo command rejected: "u8, out rest))
        {
            about = RefusedFor.Helo;
            return rest.StartsWith("need fully-qualified"u8) ? "reject_non_fqdn_helo_hostname"u8
                : rest.StartsWith("Invalid name"u8) || rest.StartsWith("invalid ip address"u8) ? "reject_invalid_helo_hostname"u8
                : IsDomainTrouble(rest) || rest.StartsWith("Host not found"u8) ? "reject_unknown_helo_hostname"u8 : default;
        }
        if (text.TryAfter("Sender address rejected: "u8, out rest))
        {
            about = RefusedFor.Sender;
            return rest.StartsWith("need fully-qualified"u8) ? "reject_non_fqdn_sender"u8
                : IsDomainTrouble(rest) ? "reject_unknown_sender_domain"u8
                : rest.StartsWith("not owned by user"u8) || rest.StartsWith("not logged in"u8) ? "reject_sender_login_mismatch"u8
                : IsUnverified(rest) ? "reject_unverified_sender"u8
                : rest.StartsWith("User unknown"u8) ? "reject_unlisted_sender"u8 : default;
        }
        if (text.TryAfter("Recipient address rejected: "u8, out rest))
        {
            about = RefusedFor.Recipient;
            return rest.StartsWith("need fully-qualified"u8) ? "reject_non_fqdn_recipient"u8
                : rest.StartsWith("User unknown"u8) ? "reject_unlisted_recipient"u8
                : IsDomainTrouble(rest) ? "reject_unknown_recipient_domain"u8
                : IsUnverified(rest) ? "reject_unverified_recipient"u8 : default;
        }
        return text.StartsWith("Data command rejected: Improper use"u8) || text.StartsWith("Improper use of SMTP command pipelining"u8) ? "reject_unauth_pipelining"u8
            : text.StartsWith("Data command rejected: Multi-recipient bounce"u8) ? "reject_multi_recipient_bounce"u8
            : text.StartsWith("bare <LF> received"u8) ? "smtpd_forbid_bare_newline"u8
            : text.StartsWith("Message size exceeds fixed limit"u8) ? "message_size_limit"u8
            : text.StartsWith("Insufficient system storage"u8) ? "queue_minfree"u8 : default;
    }

    private static ReadOnlySpan<byte> Is(RefusedFor what, ReadOnlySpan<byte> name, out RefusedFor about)
    {
        about = what;
        return name;
    }

    private static bool IsDomainTrouble(ReadOnlySpan<byte> text)
        => text.StartsWith("Domain not found"u8) || text.StartsWith("Malformed DNS"u8) || (text.StartsWith("Domain "u8) && text.IndexOf(" does not accept mail"u8) > 0);

    private static bool IsUnverified(ReadOnlySpan<byte> text) => text.StartsWith("unverified address"u8) || text.StartsWith("undeliverable address"u8);

    /// <summary>A reply with # for every number, so that one that counts seconds is one reason.</summary>
    public static int Numbered(ReadOnlySpan<byte> text, Span<byte> to)
    {
        int length = 0;
        for (int i = 0; i < text.Length && length < LongestReply; i++)
        {
            if (text[i] is not (>= (byte)'0' and <= (byte)'9'))
                to[length++] = text[i];
            else if (length == 0 || to[length - 1] != '#')
                to[length++] = (byte)'#';
        }
        return length;
    }
}
