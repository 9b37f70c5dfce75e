using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Core.Catalogue.Relay;

/// <summary>
/// The open-relay matrix: every sender with every way to write a recipient, in every circumstance that could matter. A
/// row is an attack, and the senders are its variants.
/// </summary>
public static class RelayMatrix
{
    private static readonly IReadOnlyList<Variant> _senders =
        [.. RelayForms.Senders.Select(s => new Variant(s.Name, new Dictionary<string, string> { ["mail-from"] = s.Text }))];

    // A message that is taken and goes nowhere, or into a mailbox of the server's own, was not relayed.
    private static readonly IReadOnlyList<Expectation> _kept =
    [
        new() { Stage = Stage.EndOfData, Reply = [Circumstance.Pattern("4xx"), Circumstance.Pattern("5xx")] },
        new() { Closed = true, Because = "the server hung up" },
        new() { Stage = Stage.EndOfData, Reply = [Circumstance.Pattern("2xx")], Delivered = "nowhere", Because = "the message was taken and not sent on" },
        new() { Stage = Stage.EndOfData, Reply = [Circumstance.Pattern("2xx")], Delivered = "mailbox", Because = "the message was taken for a mailbox of the server's own" },
    ];

    // RFC 6531 §3.1: without SMTPUTF8 there is no such recipient, and nothing is said about relaying to it.
    private static readonly Expectation _unknownParameter = new()
    {
        Stage = Stage.Mail,
        Reply = [Circumstance.Pattern("5xx")],
        Withholds = ["SMTPUTF8"],
        Because = "SMTPUTF8 is not announced",
    };

    /// <summary>The attacks, by circumstance.</summary>
    public static IReadOnlyList<Attack> All { get; } = [.. Circumstance.All.SelectMany(Of)];

    private static IEnumerable<Attack> Of(Circumstance circumstance) =>
    [
        .. RelayForms.Recipients.Select(r => Row(circumstance, r, To())),
        Row(circumstance, new("lower-case", "user@foreign, with the command in lower case", "<{outside}>"), To(mail: "mail from:", command: "rcpt to:")),
        Row(circumstance, new("international", "user@foreign in an internationalised domain", "<{outside-user}@bücher.example>"), To(parameters: " SMTPUTF8"), _unknownParameter),
        Row(circumstance, new("local-first", "user@foreign as the second recipient, after one of ours", "<{outside}>"), To(before: Say("RCPT TO:<{recipient}>", "2xx"))),
    ];

    private static Attack Row(Circumstance circumstance, AddressForm recipient, IEnumerable<Step> transaction, params IReadOnlyList<Expectation> beside) => new()
    {
        Id = $"relay/matrix/{circumstance.Name}/{recipient.Name}",
        Claim = $"an outside client {circumstance.What} cannot send through this server to {recipient.What}, whoever it says the message is from",
        Source = new Source("The RBL Shield", "5321 §7.1"),
        From = circumstance.From,
        Let = new Dictionary<string, string> { ["to"] = recipient.Text },
        Steps = [.. circumstance.Opening, .. transaction],
        Each = _senders,
        Pass = _kept,
        NotApplicable = beside,
        Control = circumstance.IsOrdinary
            ? new Control
            {
                Let = new Dictionary<string, string> { ["to"] = "<{recipient}>" },
                Pass = [new Expectation { Stage = Stage.EndOfData, Reply = [Circumstance.Pattern("250")] }],
            }
            : null,
        Remedy = "smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination; mynetworks names your own clients and nobody else",
        Safe = false,
    };

    private static IEnumerable<Step> To(string mail = "MAIL FROM:", string command = "RCPT TO:", string parameters = "", Step? before = null) =>
    [
        Say($"{mail}{{mail-from}}{parameters}", "2xx"),
        .. before is null ? Array.Empty<Step>() : [before],
        Say($"{command}{{to}}", "2xx"),
        Say("DATA", "354"),
        new SendMessage("Relay"),
    ];

    private static Say Say(string line, string awaited) => new(line) { Await = Circumstance.Pattern(awaited) };
}
