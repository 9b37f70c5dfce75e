namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>The argument of MAIL or RCPT after smtpd has read it.</summary>
/// <param name="Sent">What was sent.</param>
/// <param name="Address">The internal form; empty for none, null where the syntax is bad.</param>
/// <param name="Resolved">What it resolves to; null for an empty one.</param>
/// <param name="Option">A word after the address that is no option of the command; null for none.</param>
internal sealed record SentAddress(string Sent, string? Address, ResolvedAddress? Resolved, string? Option)
{
    /// <summary>Reads <c>&lt;sent&gt;</c>.</summary>
    public static SentAddress Read(string sent, bool strict, AddressResolving resolving)
    {
        if (resolving.Plain(sent) is { } plain)
            return new(sent, sent, plain, null);
        List<CommandWord> words = CommandWord.Split($"<{sent}>");
        if (words.Count == 0 || words[0].IsBroken)
            return new(sent, null, null, null);
        return Of(sent, AddressExtraction.Extract(words[0].Text, strict), words.Count > 1 ? words[1].Text : null, resolving);
    }

    /// <summary>Reads the argument of VRFY.</summary>
    public static SentAddress ReadBare(string argument, AddressResolving resolving)
        => Of(argument, AddressExtraction.Extract(argument, strict: false), null, resolving);

    private static SentAddress Of(string sent, string? address, string? option, AddressResolving resolving)
    {
        if (string.IsNullOrEmpty(address))
            return new(sent, address, null, option);
        ResolvedAddress resolved = resolving.Resolve(address);
        return new(sent, resolved.Bad ? null : address, resolved, option);
    }
}
