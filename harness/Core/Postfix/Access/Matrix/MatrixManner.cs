namespace Harness.Core.Postfix.Access.Matrix;

/// <summary>How a session of the matrix goes about it, whoever it is from and to.</summary>
/// <param name="Asked">The command whose answer is asked for.</param>
public sealed record MatrixManner(AccessCommand Asked = AccessCommand.Rcpt)
{
    /// <summary>Under TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>EHLO rather than HELO.</summary>
    public bool Esmtp { get; init; } = true;

    /// <summary>MAIL with SMTPUTF8.</summary>
    public bool SmtpUtf8 { get; init; }

    /// <summary>A recipient before the one of the session, or null.</summary>
    public string? Before { get; init; }
}
