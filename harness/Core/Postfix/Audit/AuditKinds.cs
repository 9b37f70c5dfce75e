namespace Harness.Core.Postfix.Audit;

/// <summary>The kinds of findings.</summary>
public static class AuditKinds
{
    /// <summary>A parameter that nothing reads and whose name is close to one that Postfix has.</summary>
    public const string MisspeltParameter = "misspelt-parameter";

    /// <summary>A parameter that nothing reads.</summary>
    public const string UnusedParameter = "unused-parameter";

    /// <summary><c>$name</c> of something that is set nowhere.</summary>
    public const string UndefinedParameter = "undefined-parameter";

    /// <summary>A parameter of a later release.</summary>
    public const string LaterParameter = "later-parameter";

    /// <summary>A parameter that was renamed or goes out of use.</summary>
    public const string OldParameter = "old-parameter";

    /// <summary>A setting that a later line of the file overrides.</summary>
    public const string Overridden = "overridden";

    /// <summary>A value that Postfix refuses.</summary>
    public const string BadValue = "bad-value";

    /// <summary>A comment behind a value.</summary>
    public const string CommentInValue = "comment-in-value";

    /// <summary>A word in a list that is no restriction.</summary>
    public const string UnknownRestriction = "unknown-restriction";

    /// <summary>A restriction that was renamed or removed.</summary>
    public const string OldRestriction = "old-restriction";

    /// <summary>A restriction without the table, zone or service that it needs.</summary>
    public const string MissingArgument = "missing-argument";

    /// <summary>A restriction behind one that ends the list for everybody.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>A restriction that the same list has already.</summary>
    public const string Duplicate = "duplicate-restriction";

    /// <summary>A restriction that can decide nothing as things are set.</summary>
    public const string WithoutEffect = "without-effect";

    /// <summary>A restriction class that no list names.</summary>
    public const string UnusedClass = "unused-class";

    /// <summary>Strangers may relay.</summary>
    public const string OpenRelay = "open-relay";

    /// <summary>A restriction before the relay control that lets strangers through more easily than it seems.</summary>
    public const string RelayRisk = "relay-risk";

    /// <summary>mynetworks holds more than a site's own networks.</summary>
    public const string WideNetworks = "wide-networks";

    /// <summary>A DNS list with a pattern that stops smtpd.</summary>
    public const string BadDnsPattern = "bad-dnsbl-pattern";

    /// <summary>A DNS list that is taken at its word whatever it answers.</summary>
    public const string UnfilteredDnsList = "unfiltered-dnsbl";

    /// <summary>A type of table that Postfix does not have.</summary>
    public const string UnknownTableType = "unknown-table-type";

    /// <summary>A table that is not there or cannot be opened.</summary>
    public const string MissingTable = "missing-table";

    /// <summary>A line of a table that Postfix leaves out or warns about.</summary>
    public const string TableLine = "table-line";

    /// <summary>smtpd stops before its first client.</summary>
    public const string DoesNotStart = "does-not-start";

    /// <summary>A setting that opens something by default or by itself.</summary>
    public const string RiskySetting = "risky-setting";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        MisspeltParameter, UnusedParameter, UndefinedParameter, LaterParameter, OldParameter, Overridden, BadValue, CommentInValue,
        UnknownRestriction, OldRestriction, MissingArgument, Unreachable, Duplicate, WithoutEffect, UnusedClass, OpenRelay, RelayRisk,
        WideNetworks, BadDnsPattern, UnfilteredDnsList, UnknownTableType, MissingTable, TableLine, DoesNotStart, RiskySetting,
    ];
}
