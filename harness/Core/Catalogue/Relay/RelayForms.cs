namespace Harness.Core.Catalogue.Relay;

/// <summary>One row of the relay matrix: a name for ids, what it is in words, and how it is written.</summary>
/// <param name="Name">A level of an id, or the name of a variant.</param>
/// <param name="What">What a person calls it.</param>
/// <param name="Text">The argument of MAIL or RCPT, with placeholders.</param>
internal sealed record AddressForm(string Name, string What, string Text);

/// <summary>The addresses of the relay matrix: the tables of the relay testers, and what they leave out.</summary>
internal static class RelayForms
{
    /// <summary>Envelope senders to which servers have been known to grant what they do not grant to others.</summary>
    public static readonly IReadOnlyList<AddressForm> Senders =
    [
        new("foreign", "a foreign address", "<{sender}>"),
        new("null", "the null sender", "<>"),
        new("same-domain", "an address of the recipient's domain", "<sender@{outside-domain}>"),
        new("recipient-itself", "the recipient's own address", "<{outside}>"),
        new("our-user", "one of our users", "<{recipient}>"),
        new("our-domain", "an address of our domain", "<sender@{domain}>"),
        new("our-postmaster", "our postmaster", "<postmaster@{domain}>"),
        new("our-host", "an address at our host name", "<sender@{mx}>"),
        new("our-literal", "an address at our address literal", "<sender@[{address}]>"),
        new("localhost", "an address at localhost", "<sender@localhost>"),
        new("bare", "a bare local part", "<sender>"),
    ];

    /// <summary>Ways to write a foreign recipient, so that a server may take it for one of its own.</summary>
    public static readonly IReadOnlyList<AddressForm> Recipients =
    [
        new("plain", "user@foreign", "<{outside}>"),
        new("no-brackets", "user@foreign without angle brackets", "{outside}"),
        new("trailing-dot", "user@foreign.", "<{outside}.>"),
        new("empty-domain", "user@foreign@", "<{outside}@>"),
        new("percent", "user%foreign", "<{outside-user}%{outside-domain}>"),
        new("percent-domain", "user%foreign@ours", "<{outside-user}%{outside-domain}@{domain}>"),
        new("percent-host", "user%foreign@our host name", "<{outside-user}%{outside-domain}@{mx}>"),
        new("percent-literal", "user%foreign@[our address]", "<{outside-user}%{outside-domain}@[{address}]>"),
        new("percent-quoted", "a quoted user%foreign", "<\"{outside-user}%{outside-domain}\">"),
        new("percent-quoted-domain", "a quoted user%foreign at ours", "<\"{outside-user}%{outside-domain}\"@{domain}>"),
        new("percent-twice", "user%foreign%ours@ours", "<{outside-user}%{outside-domain}%{mx}@{domain}>"),
        new("quoted", "a quoted user@foreign", "<\"{outside}\">"),
        new("quoted-domain", "a quoted user@foreign at ours", "<\"{outside}\"@{domain}>"),
        new("quoted-host", "a quoted user@foreign at our host name", "<\"{outside}\"@{mx}>"),
        new("quoted-literal", "a quoted user@foreign at [our address]", "<\"{outside}\"@[{address}]>"),
        new("double-at", "user@foreign@ours", "<{outside}@{domain}>"),
        new("double-at-host", "user@foreign@our host name", "<{outside}@{mx}>"),
        new("double-at-literal", "user@foreign@[our address]", "<{outside}@[{address}]>"),
        new("route-domain", "@ours:user@foreign", "<@{domain}:{outside}>"),
        new("route-host", "@our host name:user@foreign", "<@{mx}:{outside}>"),
        new("route-literal", "@[our address]:user@foreign", "<@[{address}]:{outside}>"),
        new("route-two", "@ours,@ours:user@foreign", "<@{domain},@{mx}:{outside}>"),
        new("bang", "foreign!user", "<{outside-domain}!{outside-user}>"),
        new("bang-domain", "foreign!user@ours", "<{outside-domain}!{outside-user}@{domain}>"),
        new("bang-host", "foreign!user@our host name", "<{outside-domain}!{outside-user}@{mx}>"),
        new("bang-literal", "foreign!user@[our address]", "<{outside-domain}!{outside-user}@[{address}]>"),
        new("bang-percent", "ours!user%foreign@ours", "<{mx}!{outside-user}%{outside-domain}@{domain}>"),
        new("literal", "user@[foreign address]", "<{outside-user}@[198.51.100.25]>"),
        new("literal-ipv6", "user@[foreign IPv6 address]", "<{outside-user}@[IPv6:2001:db8:64::25]>"),
    ];
}
