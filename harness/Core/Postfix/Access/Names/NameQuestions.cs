using Harness.Core.Postfix.Access.Addresses;

namespace Harness.Core.Postfix.Access.Names;

/// <summary>How Postfix asks, and how it combines the answers where it asks for several types (dns_lookup(3), dns_lookup_rl).</summary>
internal static class NameQuestions
{
    /// <summary>The answer to one question; what is no name of a host is asked of nobody, and does not exist (dns_lookup.c).</summary>
    public static NameAnswer Lookup(this DnsFacts names, ReadOnlySpan<char> name, NameType type)
        => IsName(name) ? names.Ask(name, type) : NameAnswer.Missing;

    /// <summary>A, AAAA, MX: the first that is there ends it (reject_unknown_helo_hostname).</summary>
    public static NameStatus AnyHost(DnsFacts names, ReadOnlySpan<char> name)
    {
        if (!IsName(name))
            return NameStatus.Missing;
        NameStatus first = names.Ask(name, NameType.A).Status;
        if (first is NameStatus.Found or NameStatus.Unknown)
            return first;
        NameStatus second = names.Ask(name, NameType.Aaaa).Status;
        if (second is NameStatus.Found or NameStatus.Unknown)
            return second;
        return Worst(Worst(first, second), names.Ask(name, NameType.Mx).Status);
    }

    /// <summary>MX, A, AAAA: a null MX or a malformed answer ends it as well (reject_unknown_sender_domain).</summary>
    public static NameStatus MailHost(DnsFacts names, ReadOnlySpan<char> name)
    {
        NameStatus status = NameStatus.Missing;
        foreach (NameType type in (ReadOnlySpan<NameType>)[NameType.Mx, NameType.A, NameType.Aaaa])
        {
            NameStatus next = names.Ask(name, type).Status;
            if (next is NameStatus.Found or NameStatus.Unknown or NameStatus.Malformed or NameStatus.NullMx)
                return next < status ? status : next;
            status = Worst(status, next);
        }
        return status;
    }

    // A star may stand for the first label.
    private static bool IsName(ReadOnlySpan<char> name) => HostNameSyntax.IsValid(name is ['*', '.', ..] ? name[2..] : name);

    private static NameStatus Worst(NameStatus a, NameStatus b) => a > b ? a : b;
}
