using System.Globalization;

namespace Harness.Core.Postfix.MailLog;

/// <summary>The two lines that bracket an smtpd(8) session: <c>connect from</c> and <c>disconnect from</c> (smtpd.c).</summary>
/// <param name="Opened">True at the beginning, false at the end of the session.</param>
/// <param name="ClientName">The verified name or <c>unknown</c>; after XCLIENT the end names the claimed client.</param>
/// <param name="ClientAddress">The address without brackets; likewise.</param>
/// <param name="ClientPort">The TCP port, only with <c>smtpd_client_port_logging = yes</c> (postconf(5)); else null.</param>
public sealed record SmtpdConnection(bool Opened, string ClientName, string ClientAddress, int? ClientPort)
{
    /// <summary>
    /// How many messages the session handed over with DATA, as its end counts them (<c>data=1</c>, or <c>data=1/2</c> where one
    /// of two was not taken); 0 for a beginning, and before Postfix 3.0.
    /// </summary>
    public int MessagesTaken { get; private init; }

    /// <summary>
    /// Reads such a line of smtpd; null for any other. <c>lost connection after</c> and <c>timeout after</c> are no end: a
    /// <c>disconnect from</c> follows them.
    /// </summary>
    public static SmtpdConnection? TryParse(MailLogLine line)
    {
        const string Opening = "connect from ", Closing = "disconnect from ";
        var opened = line.Text.StartsWith(Opening, StringComparison.Ordinal);
        if (line.Program != "smtpd" || (!opened && !line.Text.StartsWith(Closing, StringComparison.Ordinal)))
            return null;
        return PeerName.Read(line.Text, opened ? Opening.Length : Closing.Length) is { } peer
            ? new SmtpdConnection(opened, peer.Name, peer.Address, peer.Port) { MessagesTaken = opened ? 0 : Taken(line.Text) }
            : null;
    }

    private static int Taken(string text) => text.Split(' ')
        .Where(w => w.StartsWith("data=", StringComparison.Ordinal))
        .Select(w => int.TryParse(w[5..].Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int taken) ? taken : 0)
        .FirstOrDefault();
}
