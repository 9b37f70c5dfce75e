namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>The argument of MAIL or RCPT after smtpd has read it.</summary>
/// <param name="Address">The internal form; empty for none, null where the syntax is bad.</param>
/// <param name="Resolved">What it resolves to; null for an empty one.</param>
/// <param name="Option">A word after the address that is no option of the command; null for none.</param>
internal sealed record SentAddress(string? Address, ResolvedAddress? Resolved, string? Option)
{
    private static readonly System.Buffers.SearchValues<char> s_plain = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+=@");

    /// <summary>Reads <c>&lt;sent&gt;</c>.</summary>
    public static SentAddress Read(string sent, bool strict, AddressBook book)
    {
        string? option = null;
        string? address = sent;
        if (!IsPlain(sent))
        {
            List<CommandWord> words = CommandWord.Split($"<{sent}>");
            if (words.Count == 0 || words[0].IsBroken)
                return new(null, null, null);
            option = words.Count > 1 ? words[1].Text : null;
            address = AddressExtraction.Extract(words[0].Text, strict);
        }
        return Of(address, option, book);
    }

    /// <summary>Reads the argument of VRFY.</summary>
    public static SentAddress ReadBare(string argument, AddressBook book)
        => Of(AddressExtraction.Extract(argument, strict: false), null, book);

    private static SentAddress Of(string? address, string? option, AddressBook book)
    {
        if (string.IsNullOrEmpty(address))
            return new(address, null, option);
        ResolvedAddress resolved = book.Resolve(address);
        return resolved.Bad ? new(null, resolved, option) : new(address, resolved, option);
    }

    private static bool IsPlain(string sent)
        => sent.Length > 0 && sent[0] is not ('@' or '.') && !sent.AsSpan().ContainsAnyExcept(s_plain)
            && sent.IndexOf('@') == sent.LastIndexOf('@');
}
