using System.Globalization;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;

namespace Harness.Core.Reports;

/// <summary>The words of the reports for verdicts, levels, endings and families.</summary>
internal static class Words
{
    public const string BeyondTheGuide = "Beyond the guide";

    public static string Of(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    public static string Of(Level level) => level.ToString().ToLowerInvariant();

    /// <summary>The id without its last level: <c>helo/bad</c> for <c>helo/bad/underscore</c>.</summary>
    public static string Family(string id) => id.LastIndexOf('/') is > 0 and var end ? id[..end] : id;

    public static string Chapter(Finding finding) => finding.Attack.Source.Guide ?? BeyondTheGuide;

    /// <summary>What the server did, with the kind of end where it was not a reply.</summary>
    public static string Of(Outcome outcome) => outcome.Ending switch
    {
        Ending.Completed or Ending.Turned => outcome.ToString(),
        Ending.Closed => $"connection closed: {outcome}",
        Ending.TimedOut => $"no answer: {outcome}",
        Ending.Unreachable => $"no connection: {outcome}",
        Ending.Withheld => $"not carried further: {outcome}",
        Ending.Garbled => $"no SMTP reply: {outcome}",
        _ => $"TLS handshake failed: {outcome}",
    };

    /// <summary>What the server did about a slow client, as in <c>shed after 10 s with 421 4.4.2</c>.</summary>
    public static string Of(Shedding shed, Outcome outcome) => !shed.Ended
        ? string.Create(CultureInfo.InvariantCulture, $"still served after {shed.Seconds:0.#} s")
        : string.Create(CultureInfo.InvariantCulture, $"shed after {shed.Seconds:0.#} s ") + (outcome is { Code: { } code, Ending: not Ending.Closed } ? $"with {code} {outcome.Enhanced}".TrimEnd() : "without a word");

    /// <summary>What became of ordinary mail that was tried because of an attack.</summary>
    public static string Of(MailTried mail) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(mail.When == MailTried.During ? "while it lasted" : "after it")}: {(mail.Accepted ? "taken" : "not taken")} in {mail.Seconds:0.#} s: {mail.Detail}");

    /// <summary>Who spoke. Whether an address outside the lab has a name is not for the harness to say.</summary>
    public static string Of(ClientSeen client, TargetRecord target) =>
        client.Name is { } name ? $"{client.Kind} {client.Address}, {name}"
        : target.MainCf is null ? $"{client.Kind} {client.Address}"
        : $"{client.Kind} {client.Address}, without a name";

    /// <summary>A count with its noun: <c>1 claim</c>, <c>2 claims</c>.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
