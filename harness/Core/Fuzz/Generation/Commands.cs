using CsCheck;

namespace Harness.Core.Fuzz.Generation;

/// <summary>Commands in any order, well formed or not. None of them begins TLS: what comes then is no dialogue.</summary>
internal static class Commands
{
    private static readonly Gen<string> _parameter = Gen.Frequency(
        (2, Gen.Const("BODY=8BITMIME")), (1, Gen.Const("BODY=7BIT")), (1, Gen.Const("BODY=BINARYMIME")), (2, Gen.Const("SMTPUTF8")), (1, Gen.Const("SIZE=1000")),
        (1, Gen.Const("SIZE=99999999999999999999")), (1, Gen.Const("SIZE=-1")), (1, Gen.Const("SIZE=")), (1, Gen.Const("AUTH=<>")), (1, Gen.Const("RET=HDRS")), (1, Gen.Const("ENVID=x+2B")),
        (1, Gen.Const("NOTIFY=NEVER")), (1, Gen.Const("NOTIFY=FAILURE,DELAY")), (1, Gen.Const("ORCPT=rfc822;a+40b")), (1, Octets.Word), (1, Octets.Word.Select(w => $"{w}={w}")), (1, Octets.Any), (1, Octets.Long));

    private static readonly Gen<string> _parameters = Gen.Frequency(
        (5, Gen.Const("")), (2, _parameter.Select(p => $" {p}")), (1, _parameter.Array[2, 4].Select(p => " " + string.Join(' ', p))), (1, _parameter.Select(p => $"  {p} ")));

    private static readonly Gen<string> _name = Gen.Frequency(
        (4, Gen.Const("{helo}")), (1, Gen.Const("{mx}")), (1, Gen.Const("[{client}]")), (1, Gen.Const("[]")), (1, Gen.Const("localhost")), (1, Gen.Const("")), (1, Gen.Const("a b")),
        (1, Gen.Const("x.{helo}")), (1, Gen.Const("-{helo}")), (1, Octets.Word), (1, Octets.Any), (1, Octets.Long));

    private static readonly Gen<string> _verb = Gen.OneOf(
        "NOOP", "RSET", "VRFY", "EXPN", "HELP", "ETRN", "SEND", "SOML", "SAML", "TURN", "XCLIENT", "XFORWARD", "MAIL", "RCPT", "EHLO", "HELO", "DATAX", "QUITX", "BURL", "ATRN", "STAR");

    private static readonly Gen<string> _authentication = Gen.OneOf(
        "AUTH", "AUTH PLAIN", "AUTH PLAIN =", "AUTH PLAIN AGFsaWNlAHdyb25n", "AUTH LOGIN", "AUTH LOGIN =", "AUTH XOAUTH2 =", "AUTH CRAM-MD5", "AUTH PLAIN !!!", "STARTTLS now");

    /// <summary>How a client introduces itself.</summary>
    public static readonly Gen<string> Hello = Gen.Select(Gen.OneOf(Octets.Cased("EHLO"), Octets.Cased("HELO")), _name).Select((verb, name) => $"{verb} {name}");

    /// <summary>MAIL.</summary>
    public static Gen<string> Mail(int number) => Gen.Select(Prefix("MAIL", "FROM"), Addresses.Sender(number), _parameters).Select((p, a, q) => p + a + q);

    /// <summary>RCPT.</summary>
    public static Gen<string> Recipient { get; } = Gen.Select(Prefix("RCPT", "TO"), Addresses.Recipient, _parameters).Select((p, a, q) => p + a + q);

    /// <summary>A command of any kind, without its line end; DATA and BDAT come in <see cref="Transactions"/>, with what belongs to them.</summary>
    public static Gen<string> Any(int number) => Gen.Frequency(
        (4, Mail(number)), (5, Recipient), (2, Hello), (3, _verb.SelectMany(Octets.Cased)), (3, Gen.Select(_verb, Octets.Visible).Select((v, a) => $"{v} {a}")), (1, Gen.Select(_verb, Octets.Any).Select((v, a) => $"{v} {a}")),
        (1, Gen.Select(_verb, Octets.Long).Select((v, a) => $"{v} {a}")), (1, _authentication), (1, Octets.Any.Select(Harmless)), (1, Octets.Visible.Select(Harmless)), (1, Gen.Const("")), (1, Gen.Const(" ")), (1, Gen.Const("\t")));

    // Nobody is to say DATA, BDAT, QUIT or STARTTLS by chance.
    private static string Harmless(string line) => line.TrimStart().Length >= 4 ? $"?{line}" : line;

    private static Gen<string> Prefix(string verb, string what) => Gen.Frequency(
        (10, Gen.Const($"{verb} {what}:")), (1, Octets.Cased($"{verb} {what}:")), (1, Gen.Const($"{verb} {what}: ")), (1, Gen.Const($"{verb}  {what}:")), (1, Gen.Const($"{verb} {what} :")), (1, Gen.Const($"{verb}\t{what}:")),
        (1, Gen.Const($"{verb} {what}")), (1, Gen.Const($"{verb} ")));
}
