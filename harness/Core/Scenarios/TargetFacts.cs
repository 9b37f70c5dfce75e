namespace Harness.Core.Scenarios;

/// <summary>What every target can say about itself and its surroundings: the placeholders a step may use without binding them.</summary>
public static class TargetFacts
{
    /// <summary>The name of the fact that gives a sender address in a foreign domain that resolves.</summary>
    public const string Sender = "sender";

    /// <summary>The name of the fact that gives a mailbox the server is final for.</summary>
    public const string Recipient = "recipient";

    /// <summary>The name of the fact that gives the client's own, resolvable name.</summary>
    public const string Helo = "helo";

    /// <summary>The name of the fact that gives the client's address.</summary>
    public const string Client = "client";

    /// <summary>The name of the fact that gives the server's own name.</summary>
    public const string Mx = "mx";

    /// <summary>The name of the fact that gives a domain the server is final for.</summary>
    public const string Domain = "domain";

    /// <summary>The name of the fact that gives the server's address.</summary>
    public const string Address = "address";

    /// <summary>The name of the fact that gives a recipient at a foreign host that offers STARTTLS.</summary>
    public const string Outside = "outside";

    /// <summary>The name of the fact that gives a recipient at a foreign host without STARTTLS.</summary>
    public const string OutsidePlain = "outside-plain";

    /// <summary>The name of the fact that gives a recipient at a foreign host that answers 451.</summary>
    public const string OutsideDefer = "outside-defer";

    /// <summary>The name of the fact that gives a recipient at a foreign host that offers STARTTLS and answers it with 454.</summary>
    public const string OutsideTlsLater = "outside-tls-later";

    /// <summary>The name of the fact that gives a recipient at a foreign host that offers STARTTLS and answers it with 502.</summary>
    public const string OutsideTlsUnknown = "outside-tls-unknown";

    /// <summary>The name of the fact that gives a recipient at a foreign host that offers STARTTLS and answers it with 354.</summary>
    public const string OutsideTlsNonsense = "outside-tls-nonsense";

    /// <summary>The name of the fact that gives a recipient at a foreign host that offers STARTTLS and breaks every handshake.</summary>
    public const string OutsideTlsBroken = "outside-tls-broken";

    /// <summary>The name of the fact that gives a recipient at a foreign host whose certificate has expired.</summary>
    public const string OutsideTlsExpired = "outside-tls-expired";

    /// <summary>The name of the fact that gives a recipient at a foreign host whose certificate is for another name.</summary>
    public const string OutsideTlsMisnamed = "outside-tls-misnamed";

    /// <summary>The name of the fact that gives a recipient at a foreign host where somebody adds a reply in clear to the one to STARTTLS.</summary>
    public const string OutsideTlsInjected = "outside-tls-injected";

    /// <summary>The name of the fact that gives a recipient at a foreign host that hangs up instead of answering the end of data.</summary>
    public const string OutsideHangUp = "outside-hang-up";

    /// <summary>The name of the fact that gives a recipient the server is final for and does not have.</summary>
    public const string Unknown = "unknown";

    /// <summary>The name of the fact that gives the local part of <see cref="Outside"/>.</summary>
    public const string OutsideUser = "outside-user";

    /// <summary>The name of the fact that gives the domain of <see cref="Outside"/>.</summary>
    public const string OutsideDomain = "outside-domain";

    /// <summary>The name of the fact that gives the name of an account on the server.</summary>
    public const string User = "user";

    /// <summary>The name of the fact that gives the password of <see cref="User"/>.</summary>
    public const string Password = "password";

    /// <summary>The name of the fact that gives the name of another account.</summary>
    public const string OtherUser = "other-user";

    /// <summary>Stands in a line that is said several times for the number of the time; no fact of a target.</summary>
    public const string Counter = "n";

    /// <summary>Every fact by its name, with what it stands for in a sentence's object.</summary>
    public static IReadOnlyDictionary<string, string> Meanings { get; } = new Dictionary<string, string>
    {
        [Sender] = "a sender address in a domain that resolves and is foreign",
        [Recipient] = "a mailbox the server is final for",
        [Helo] = "the client's own, resolvable name",
        [Client] = "the client's address",
        [Mx] = "the server's own name",
        [Domain] = "a domain the server is final for",
        [Address] = "the server's address",
        [Outside] = "a recipient at a foreign host that offers STARTTLS",
        [OutsidePlain] = "a recipient at a foreign host that does not offer STARTTLS",
        [OutsideDefer] = "a recipient at a foreign host that answers every recipient with 451",
        [OutsideTlsLater] = "a recipient at a foreign host that offers STARTTLS and answers it with 454",
        [OutsideTlsUnknown] = "a recipient at a foreign host that offers STARTTLS and answers it with 502",
        [OutsideTlsNonsense] = "a recipient at a foreign host that offers STARTTLS and answers it with 354",
        [OutsideTlsBroken] = "a recipient at a foreign host that offers STARTTLS and breaks every handshake",
        [OutsideTlsExpired] = "a recipient at a foreign host whose certificate has expired",
        [OutsideTlsMisnamed] = "a recipient at a foreign host whose certificate is for another name",
        [OutsideTlsInjected] = "a recipient at a foreign host where somebody adds a reply in clear to the one to STARTTLS",
        [OutsideHangUp] = "a recipient at a foreign host that hangs up instead of answering the end of data",
        [Unknown] = "a recipient in {domain} that does not exist",
        [OutsideUser] = "the local part of {outside}",
        [OutsideDomain] = "the foreign domain of {outside}",
        [User] = "the name of an account on the server",
        [Password] = "that account's password",
        [OtherUser] = "another account's name",
    };
}
