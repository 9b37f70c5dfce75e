namespace Harness.Core.Postfix.MailLog;

/// <summary>
/// Finds the end of an address logged in angle brackets. Postfix logs the quoted form (info_log_addr_form, postconf(5)),
/// so a <c>&gt;</c> inside a quoted local part (RFC 5321 §4.1.2) is not the end.
/// </summary>
internal static class LoggedAddress
{
    /// <summary>The index of the closing bracket, or -1 when the quoting does not come out.</summary>
    public static int End(ReadOnlySpan<char> text, int start)
    {
        var quoted = false;
        for (var i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '>' when !quoted:
                    return i;
            }
        }
        return -1;
    }
}
