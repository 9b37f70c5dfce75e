namespace Harness.Core.Smtp;

/// <summary>One reply of a server, single- or multi-line (RFC 5321 §4.2), with everything that was wrong with it.</summary>
/// <param name="Code">
/// The three digits of the first line (what later lines say is a <see cref="ReplyDefect.MismatchedCode"/>);
/// 0 when the first line has no three digits.
/// </param>
/// <param name="Enhanced">The enhanced status code of the first line that begins with one (RFC 2034 §4), else null.</param>
/// <param name="Lines">
/// The text of each line after code and separator, the enhanced code left in. UTF-8 where the octets are valid
/// UTF-8, else one character per octet. Hostile: escape with <see cref="Visible"/> before showing it.
/// </param>
/// <param name="Defects">Each kind of defect once, in the order of discovery; empty for a flawless reply.</param>
public sealed record Reply(
    int Code,
    EnhancedStatusCode? Enhanced,
    IReadOnlyList<string> Lines,
    IReadOnlyList<ReplyDefect> Defects)
{
    /// <summary>The lines joined by LF, without the enhanced status code of each line that begins with one.</summary>
    public string Text => string.Join('\n', Lines.Select(line =>
    {
        EnhancedStatusCode.TryLead(line, out _, out var rest);
        return rest;
    }));

    /// <summary>2xx done, or 3xx go on (RFC 5321 §4.2.1).</summary>
    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>4xx: not now, the client should try again (RFC 5321 §4.2.1).</summary>
    public bool IsTransientNegative => Code is >= 400 and < 500;

    /// <summary>5xx: no, and not later either (RFC 5321 §4.2.1).</summary>
    public bool IsPermanentNegative => Code is >= 500 and < 600;

    /// <summary>The service extensions of an EHLO reply: every line after the first, with parameters (RFC 5321 §4.1.1.1).</summary>
    public IReadOnlyList<string> Keywords => Lines.Count > 1 ? [.. Lines.Skip(1)] : [];

    /// <summary>Whether an EHLO reply announces an extension: first words are compared, in either case (RFC 5321 §2.4).</summary>
    /// <param name="keyword">The extension's keyword without parameters, such as <c>STARTTLS</c>.</param>
    /// <returns>False too for a reply of one line.</returns>
    public bool Offers(string keyword) => Keywords.Any(line =>
        line.Split(' ', 2)[0].Equals(keyword, StringComparison.OrdinalIgnoreCase));
}
