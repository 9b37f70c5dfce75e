namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>
/// Addresses that were read before, as smtpd keeps its last hundred (smtpd_resolve.c): what an address comes to does not change
/// while the configuration does not. A newer one takes an older one's place.
/// </summary>
internal sealed class AddressBook(AddressResolving resolving, bool strict, DomainClasses classes)
{
    private const int Places = 8192;

    private readonly SentAddress?[] _sent = new SentAddress?[Places];

    /// <summary>What MAIL or RCPT makes of an address that was sent in brackets.</summary>
    public SentAddress Read(string sent)
    {
        ref SentAddress? place = ref _sent[string.GetHashCode(sent) & (Places - 1)];
        SentAddress? known = Volatile.Read(ref place);
        if (known is not null && string.Equals(known.Sent, sent, StringComparison.Ordinal))
            return known;
        SentAddress read = SentAddress.Read(sent, strict, resolving);
        Volatile.Write(ref place, read);
        return read;
    }

    /// <summary>What VRFY makes of its argument.</summary>
    public SentAddress ReadBare(string argument) => SentAddress.ReadBare(argument, resolving);

    /// <summary>Whether mail for a domain ends here because it is local.</summary>
    public Tables.MatchAnswer IsDestination(string domain) => classes.IsLocal(domain);
}
