using CsCheck;

namespace Harness.Core.Fuzz.Generation;

/// <summary>Addresses by the grammar of RFC 5321 §4.1.2, beside it, and as mail once was routed.</summary>
internal static class Addresses
{
    private static readonly Gen<string> _domain = Gen.Frequency(
        (5, Gen.Const("{domain}")), (2, Gen.Const("{mx}")), (2, Gen.Const("[{address}]")), (5, Gen.Const("{outside-domain}")),
        (1, Gen.Const("[IPv6:::1]")), (1, Gen.Const("[127.0.0.1]")), (1, Gen.Const("localhost")), (1, Gen.Const("")), (1, Gen.Const("{domain}.")),
        (1, Gen.Const("{domain^}")), (1, Gen.Const("{outside-domain}.")), (1, Gen.Const(".{domain}")), (1, Gen.Const("{outside-domain}..")), (1, Gen.Const("[{address}")),
        (1, Gen.Const("#{address}")), (1, Gen.Const("xn--{outside-domain}")), (1, Octets.Word), (1, Octets.Any), (1, Octets.Long));

    private static readonly Gen<string> _user = Gen.Frequency(
        (5, Gen.Const("{outside-user}")), (4, Gen.Const("postmaster")), (3, Gen.Const("alice")), (2, Octets.Word), (1, Gen.Const("")), (1, Gen.Const(".")),
        (1, Gen.Const("a..b")), (1, Gen.Const("alice+x")), (1, Gen.Const("\"|/bin/false\"")), (1, Gen.Const("/dev/null")), (1, Gen.Const(":include:/etc/passwd")),
        (1, Gen.Const("-oQ/tmp")), (1, Gen.Const("\xc3\xbc")), (1, Gen.Const("\xff")), (1, Gen.Const("\0")), (1, Octets.Long), (1, Octets.Any));

    // An address in the place of a user: what is behind the last @ is a domain, and what is before it may be routed on.
    private static readonly Gen<string> _routed = Gen.Select(_user, _domain, Gen.OneOf("%", "!", "@", "\"@\"", "\\@", "%40", "\u0020"))
        .Select((user, domain, by) => by == "!" ? $"{domain}!{user}" : by == "\"@\"" ? $"\"{user}@{domain}\"" : $"{user}{by}{domain}");

    private static readonly Gen<string> _local = Gen.Frequency(
        (4, _user), (5, _routed), (1, Gen.Select(_routed, _domain).Select((r, d) => $"{r}%{d}")), (1, Gen.Select(_routed, _domain).Select((r, d) => $"{d}!{r}")),
        (1, _user.Select(u => $"\"{u}\"")), (1, _user.Select(u => $"\"{u}")), (1, _user.Select(u => $"\\{u}")), (1, _user.Select(u => $"({u}){u}")));

    private static readonly Gen<string> _mailbox = Gen.Frequency(
        (8, Gen.Select(_local, _domain).Select((l, d) => $"{l}@{d}")), (1, _local), (1, Gen.Select(_local, _domain, _domain).Select((l, d, e) => $"{l}@{d}@{e}")),
        (2, Gen.Select(_domain, _local, _domain).Select((r, l, d) => $"@{r}:{l}@{d}")), (1, Gen.Select(_domain, _domain, _local, _domain).Select((q, r, l, d) => $"@{q},@{r}:{l}@{d}")));

    private static readonly Gen<string> _path = Gen.Frequency(
        (12, _mailbox.Select(m => $"<{m}>")), (1, _mailbox), (1, _mailbox.Select(m => $"<{m}")), (1, _mailbox.Select(m => $"{m}>")), (1, _mailbox.Select(m => $"<<{m}>>")),
        (1, _mailbox.Select(m => $" < {m} > ")), (1, _mailbox.Select(m => $"<{m}><{m}>")), (1, _mailbox.Select(m => $"\"x\" <{m}>")), (1, Gen.Const("<>")), (1, Gen.Const("")), (1, Gen.Const("<")));

    /// <summary>A path for RCPT.</summary>
    public static readonly Gen<string> Recipient = Gen.Frequency((3, Gen.Const("<{recipient}>")), (1, Gen.Const("<postmaster>")), (7, _path));

    /// <summary>A path for MAIL; most carry the transaction's word.</summary>
    public static Gen<string> Sender(int number) => Gen.Frequency(
        (6, Gen.Const(Usual(number))), (1, Gen.Const("<>")), (1, _domain.Select(d => $"<{MessageToken.Of(number)}@{d}>")),
        (1, Gen.Select(_local, _domain).Select((l, d) => $"<{MessageToken.Of(number)}.{l}@{d}>")), (2, _path));

    /// <summary>A sender that nothing is odd about.</summary>
    public static string Usual(int number) => $"<{MessageToken.Of(number)}.{{sender}}>";
}
