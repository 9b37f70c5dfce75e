using System.Buffers;

namespace Harness.Core.Postfix.MailLog;

/// <summary>
/// A line by which smtpd(8) or postscreen(8) says what it did to a command: <c>NOQUEUE: reject: RCPT from
/// name[address]: 504 5.5.2 …; from=&lt;s&gt; to=&lt;r&gt; proto=ESMTP helo=&lt;h&gt;</c> (smtpd_check.c, log_whatsup).
/// The line does not name the restriction that spoke.
/// </summary>
/// <param name="Kind"><c>reject</c>, <c>reject_warning</c> (after warn_if_reject), <c>hold</c>, <c>discard</c>,
/// <c>redirect</c>, <c>filter</c>, <c>warn</c>, <c>milter-reject</c> … as logged.</param>
/// <param name="Stage">The command, or <c>CONNECT</c>, <c>DATA</c>, <c>END-OF-MESSAGE</c>, as logged.</param>
/// <param name="ClientName">The verified name, or <c>unknown</c>; empty in postscreen's lines, which have none.</param>
/// <param name="ClientAddress">The address without brackets; after XCLIENT the address claimed there.</param>
/// <param name="Code">The reply code; null where an action has none (hold, warn …).</param>
/// <param name="Enhanced">The enhanced status code (RFC 3463), or null.</param>
/// <param name="Text">The reply after its codes, or the action's text; may hold what a client or a DNSBL said.</param>
/// <param name="Sender">The envelope sender as logged, empty for the null sender; null where none is known yet.</param>
/// <param name="Recipient">The recipient as logged; null at stages that have none.</param>
/// <param name="Protocol"><c>SMTP</c> or <c>ESMTP</c>; null when not logged.</param>
/// <param name="Helo">The HELO name as smtpd neutered it; null before HELO.</param>
/// <param name="QueueId">The queue id once a recipient was accepted; null for <c>NOQUEUE</c>.</param>
public sealed record Rejection(
    string Kind, string Stage, string ClientName, string ClientAddress, int? Code, string? Enhanced, string Text,
    string? Sender, string? Recipient, string? Protocol, string? Helo, string? QueueId)
{
    private const int LongestStage = 24;
    private static readonly SearchValues<char> StageLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ-");
    private static readonly SearchValues<char> KindLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_-");
    private static readonly SearchValues<char> DigitsAndDots = SearchValues.Create("0123456789.");

    /// <summary>
    /// Reads such a line; null when it is another. Addresses are told apart by their quoting, since a quoted local
    /// part may hold anything, <c>&gt; to=&lt;</c> included. Header and body checks of cleanup(8) are not read.
    /// </summary>
    public static Rejection? TryParse(MailLogLine line)
    {
        var text = line.Text;
        var queueId = line.QueueId;
        if (queueId is null && !text.StartsWith("NOQUEUE: ", StringComparison.Ordinal))
            return null;
        var at = (queueId?.Length ?? "NOQUEUE".Length) + 2;
        if (at >= text.Length || Kinds(text.AsSpan(at)) is not { Length: > 0 } kind)
            return null;
        at += kind.Length + 2;
        var from = text.AsSpan(at, Math.Min(LongestStage + 6, text.Length - at)).IndexOf(" from ");
        if (from <= 0 || text.AsSpan(at, from).ContainsAnyExcept(StageLetters))
            return null;
        var stage = text.Substring(at, from);
        if (PeerName.Read(text, at + from + 6) is not { } peer || !text.AsSpan(peer.End).StartsWith(": "))
            return null;
        var (rest, tail) = EnvelopeTail.Split(text[(peer.End + 2)..]);
        var (code, enhanced, reply) = Codes(rest);
        return new Rejection(
            kind, stage, peer.Name, peer.Address, code, enhanced, reply,
            tail.Sender, tail.Recipient, tail.Protocol, tail.Helo, queueId);
    }

    private static string? Kinds(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, 32)].IndexOf(": ");
        return end <= 0 || text[..end].ContainsAnyExcept(KindLetters) ? null : text[..end].ToString();
    }

    private static (int?, string?, string) Codes(string reply)
    {
        int? code = null;
        if (reply.Length >= 4 && reply[3] == ' ' && reply[0] is '2' or '4' or '5'
            && int.TryParse(reply.AsSpan(0, 3), System.Globalization.NumberStyles.None, null, out var number))
        {
            code = number;
            reply = reply[4..];
        }
        var end = reply.AsSpan(0, Math.Min(reply.Length, 10)).IndexOf(' ');
        // RFC 3463 §2: class "." subject "." detail. Milter replies are logged with this code alone.
        if (end < 5 || reply[0] is not ('2' or '4' or '5') || reply[1] != '.'
            || reply.AsSpan(0, end).ContainsAnyExcept(DigitsAndDots)
            || reply.AsSpan(0, end).Count('.') != 2 || reply[end - 1] == '.')
            return (code, null, reply);
        return (code, reply[..end], reply[(end + 1)..]);
    }
}
