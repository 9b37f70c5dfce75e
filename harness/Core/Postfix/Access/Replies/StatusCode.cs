namespace Harness.Core.Postfix.Access.Replies;

/// <summary>Enhanced status codes inside texts, and their translation for what is refused (RFC 3463; dsn_util(3), smtpd_dsn_fix.c).</summary>
internal static class StatusCode
{
    private static readonly string[] s_sender = ["4.1.7", "4.1.8", "4.1.7", "4.1.7", "4.1.0", "4.1.7", "4.1.7", "4.1.8"];
    private static readonly string[] s_recipient = ["4.1.1", "4.1.2", "4.1.3", "4.1.4", "4.1.5", "4.1.6", "4.1.3", "4.1.2"];

    /// <summary>How many characters at the beginning are an enhanced status code; 0 for none.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        if (text.Length < 5 || text[0] is not ('2' or '4' or '5') || text[1] != '.')
            return 0;
        int at = 2;
        int subject = Digits(text[at..]);
        at += subject;
        if (subject is < 1 or > 3 || at >= text.Length || text[at] != '.')
            return 0;
        int detail = Digits(text[++at..]);
        at += detail;
        return detail is >= 1 and <= 3 && (at == text.Length || IsBlank(text[at])) ? at : 0;
    }

    /// <summary>Takes an enhanced status code from the front of a text.</summary>
    public static (string Code, string Text) Split(string missing, string text)
    {
        string trimmed = text.TrimStart(' ', '\t', '\r', '\n', '\v', '\f');
        int length = Length(trimmed);
        return length == 0 ? (missing, trimmed) : (trimmed[..length], trimmed[length..].TrimStart(' ', '\t', '\r', '\n', '\v', '\f'));
    }

    /// <summary>A code about an address, made to fit what is being refused.</summary>
    public static string For(string code, ReplyClass subject)
    {
        if (code.Length < 5 || code[1] != '.' || code[2] != '1' || code[3] != '.')
            return code;
        if (subject != ReplyClass.Sender && subject != ReplyClass.Recipient)
            return "4.0.0";
        string[] codes = subject == ReplyClass.Sender ? s_sender : s_recipient;
        return code.Length == 5 && code[4] is >= '1' and <= '8' ? codes[code[4] - '1'] : "4.1.0";
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int at = text.IndexOfAnyExceptInRange('0', '9');
        return at < 0 ? text.Length : at;
    }

    private static bool IsBlank(char c) => c is ' ' or (>= '\t' and <= '\r');
}
