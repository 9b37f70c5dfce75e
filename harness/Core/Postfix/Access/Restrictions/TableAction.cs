namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>What the right-hand side of an access table asks for (access(5), ACCEPT, REJECT and OTHER ACTIONS).</summary>
internal enum TableActionKind
{
    /// <summary>DUNNO, and what has side effects only: HOLD, FILTER, REDIRECT, BCC, PREPEND, WARN, INFO.</summary>
    Dunno,

    /// <summary>OK, RELAY, digits.</summary>
    Permit,

    /// <summary>REJECT.</summary>
    Reject,

    /// <summary>DEFER.</summary>
    Defer,

    /// <summary>4NN or 5NN and a text.</summary>
    Code,

    /// <summary>DEFER_IF_PERMIT.</summary>
    DeferIfPermit,

    /// <summary>DEFER_IF_REJECT.</summary>
    DeferIfReject,

    /// <summary>DISCARD.</summary>
    Discard,

    /// <summary>HANGUP.</summary>
    HangUp,

    /// <summary>Restrictions.</summary>
    List,

    /// <summary>A lookup table, which is not allowed here.</summary>
    Table,
}

/// <summary>A right-hand side, read.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Code">The reply code of <see cref="TableActionKind.Code"/>.</param>
/// <param name="Dsn">The enhanced status code it gives, or the action's own.</param>
/// <param name="Text">Its text; empty for the action's own.</param>
internal sealed record TableAction(TableActionKind Kind, int Code = 0, string Dsn = "", string Text = "");
