namespace Harness.Core.Verdicts.Proving;

/// <summary>The claims that can be proven: the explicit list.</summary>
public static class ProvableClaims
{
    /// <summary>What <c>prove</c> takes where no claim is named.</summary>
    public const string Usual = "relay/outside";

    /// <summary>The family of the claims about one DNS list each.</summary>
    public const string Listed = "dnsbl/listed";

    /// <summary>A claim that the settings decide alone, without any session of the matrix.</summary>
    public const string AuthInClear = "auth/in-clear";

    private const string Outside = "outside: clients that are neither in a network that mynetworks names (one of fewer than 8 bits, or 32 of IPv6, is nobody's own) nor the server itself, and have not logged in";
    private const string Postmaster = "mail to postmaster does not count (RFC 5321 §4.5.1), nor to double-bounce, which Postfix throws away";

    /// <summary>All but those about one DNS list.</summary>
    public static IReadOnlyList<ProvableClaim> All { get; } =
    [
        new(Usual, "nobody outside can relay", "RFC 5321 §7.1", ground => ground.Scope(recipients: ground.IsForeign))
        {
            Meaning = [Outside, "relay: a message is taken for a recipient in a domain that the configuration does not name, or one that reject_unauth_destination would refuse"],
        },
        new("address/own-sender", "nobody outside sends as one of ours without logging in", "RFC 5321 §7.1, §7.9",
            ground => ground.Scope(senders: ground.IsOurs, recipients: r => !ground.IsExempt(r)))
        {
            Meaning = [Outside, "one of ours: an envelope sender in a domain that is final or relayed for, or without a domain, which the server completes with its own; the From of the message is not looked at", Postmaster],
        },
        new("address/unknown-recipient", "no recipient that does not exist is accepted", "RFC 5321 §3.3", ground => ground.Scope(recipients: r => ground.RecipientIs(r, "unknown recipients in our domains")))
        {
            Meaning = [Outside, "does not exist: no-such-user, in each of our domains; where something is made for every name (a catch-all), it exists, and the claim is refuted"],
        },
        new("address/sender-domain", "no mail from a domain that does not exist is accepted", "RFC 5321 §2.3.5, §5.1",
            ground => ground.Scope(senders: s => ground.SenderIs(s, "senders in a domain that does not exist"), recipients: r => !ground.IsExempt(r)))
        {
            Meaning = [Outside, Postmaster],
        },
        new("address/sender-fqdn", "no mail from a sender without a full domain is accepted", "RFC 5321 §2.3.5",
            ground => ground.Scope(senders: s => ground.SenderIs(s, "senders without a full domain"), recipients: r => !ground.IsExempt(r)))
        {
            Meaning = [Outside, Postmaster],
        },
        new("helo/missing", "nobody outside gets mail in without introducing itself", "RFC 5321 §4.1.1.1", ground => ground.Scope(helos: h => ground.HeloIs(h, "no HELO"), recipients: r => !ground.IsExempt(r)))
        {
            Meaning = [Outside, Postmaster],
        },
        new("helo/malformed", "nobody outside gets mail in with a HELO that is no full host name", "RFC 5321 §4.1.2",
            ground => ground.Scope(helos: h => ground.HeloIs(h, "HELO without a dot", "HELO with a bare address", "HELO that is no host name"), recipients: r => !ground.IsExempt(r)))
        {
            Meaning = [Outside, Postmaster],
        },
        new("helo/own", "nobody outside gets mail in with the server's own name in HELO", "RFC 5321 §2.3.5, §7.9",
            ground => ground.Scope(helos: h => ground.HeloIs(h, "HELO with a name of the server's own"), recipients: r => !ground.IsExempt(r)))
        {
            Meaning = [Outside, Postmaster],
        },
    ];

    /// <summary>That nobody on a DNS list gets mail in.</summary>
    /// <param name="zone">Its zone, lower case.</param>
    public static ProvableClaim ListedOn(string zone) => new($"{Listed}/{zone}", $"nobody listed on {zone} gets mail in", "RFC 5782 §2.1",
        ground => ground.Zones.Contains(zone) ? ground.Scope(clients: c => ground.IsListed(c, zone), recipients: r => !ground.IsExempt(r)) : null)
    {
        Meaning = [Outside, "listed: with an answer that one of the patterns after = takes", Postmaster],
        Otherwise = $"no restriction asks {zone}: whoever is listed there is treated as anybody else",
    };

    /// <summary>That no password is taken before TLS.</summary>
    public static ProvableClaim InClear { get; } = new(AuthInClear, "no password is taken before TLS", "RFC 4954 §4, §9", static _ => null)
    {
        Meaning = ["taken: AUTH is answered with anything but a refusal while the connection is not encrypted"],
    };
}
