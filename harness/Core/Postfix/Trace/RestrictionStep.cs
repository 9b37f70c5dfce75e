namespace Harness.Core.Postfix.Trace;

/// <summary>One restriction smtpd evaluated, from its own trace (debug_peer_list, postconf(5); generic_checks in smtpd_check.c).</summary>
/// <param name="List">The list as logged: <c>Client host</c>, <c>Helo command</c>, <c>Sender address</c>,
/// <c>Recipient address</c> (relay and recipient list alike), <c>Data command</c> …</param>
/// <param name="Restriction">The restriction's name; a bare lookup table appears as the check_…_access smtpd made of it.</param>
/// <param name="Argument">The lookup table, or the DNSBL zone without its <c>=pattern</c>, where the trace betrays it; else
/// null. A table of client or HELO names shows only when it has an answer.</param>
/// <param name="Status">The result. <c>defer_if_permit</c> and the like leave <see cref="RestrictionStatus.Dunno"/>.</param>
public sealed record RestrictionStep(string List, string Restriction, string? Argument, RestrictionStatus Status)
{
    /// <summary>
    /// The main.cf parameter (or restriction class) whose list holds the restriction, where that is certain; null for a
    /// restriction that a lookup table returned, and for <c>Recipient address</c> unless the configuration tells the relay
    /// list from the recipient list.
    /// </summary>
    public string? Parameter { get; init; }

    /// <summary>Which run of a list within the command it belongs to, counted from 1; tells the relay list from the recipient list.</summary>
    public int Run { get; init; }

    /// <summary>How deep in restriction classes and table results it was evaluated; 0 for the list of main.cf itself.</summary>
    public int Depth { get; init; }

    /// <summary>True when it would have refused but for warn_if_reject: a <c>reject_warning</c> was logged.</summary>
    public bool Warned { get; init; }
}
