namespace Harness.Core.Evidence;

/// <summary>One line of a session as it went over the wire.</summary>
/// <param name="Ms">Milliseconds since the connection was opened.</param>
/// <param name="By"><c>C</c> the client, <c>S</c> the server, <c>*</c> a remark of the harness.</param>
/// <param name="Text">
/// The octets, escaped so that they are printable and can be read back exactly. The CRLF that ends a line is left out;
/// where none ended it, the text ends with <see cref="NoCrLf"/>.
/// </param>
public sealed record TranscriptLine(double Ms, string By, string Text)
{
    /// <summary>Stands at the end of octets that no CRLF followed.</summary>
    public const string NoCrLf = "\\c";

    /// <summary>The client's octets.</summary>
    public const string Client = "C";

    /// <summary>The server's octets.</summary>
    public const string Server = "S";

    /// <summary>A remark of the harness: connected, TLS established, timed out.</summary>
    public const string Remark = "*";
}
