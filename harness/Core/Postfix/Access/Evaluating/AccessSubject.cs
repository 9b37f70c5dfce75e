namespace Harness.Core.Postfix.Access.Evaluating;

/// <summary>What an access table is asked about.</summary>
internal enum AccessSubject
{
    /// <summary>Name and address of the client.</summary>
    Client,

    /// <summary>Unverified name and address of the client.</summary>
    ReverseClient,

    /// <summary>The HELO name.</summary>
    Helo,

    /// <summary>The envelope sender.</summary>
    Sender,

    /// <summary>The recipient.</summary>
    Recipient,

    /// <summary>The domain of ETRN.</summary>
    Etrn,
}
