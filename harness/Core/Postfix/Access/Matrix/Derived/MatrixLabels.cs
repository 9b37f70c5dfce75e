using System.Net;
using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Access.Tables;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>In what words a person speaks of a value: the general ones first, the value itself last.</summary>
internal static class MatrixLabels
{
    /// <summary>By axis, by place.</summary>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Of(MatrixAxes axes, LabelContext context) =>
    [
        [.. axes.Clients.Select(c => (IReadOnlyList<string>)[.. ClientLabels.Of(c, context)])],
        [.. axes.Helos.Select(h => (IReadOnlyList<string>)[.. Helo(h, context)])],
        [.. axes.Senders.Select(s => (IReadOnlyList<string>)[.. Sender(s, context)])],
        [.. axes.Recipients.Select(r => (IReadOnlyList<string>)[.. RecipientLabels.Of(r, context)])],
        [.. axes.Manners.Select(m => (IReadOnlyList<string>)[.. Manner(m)])],
    ];

    private static IEnumerable<string> Helo(string? name, LabelContext context)
    {
        if (name is null)
        {
            yield return "no HELO";
            yield break;
        }
        bool literal = name.StartsWith('['), address = IPAddress.TryParse(name, out _) && name.Contains('.', StringComparison.Ordinal);
        bool valid = HostNameSyntax.IsValid(HostNameSyntax.WithoutDot(name));
        yield return "any HELO";
        if (valid && name.Contains('.', StringComparison.Ordinal))
            yield return "a HELO name with a dot";
        if (literal && HostAddresses.IsLiteral(name))
            yield return "HELO with an address in brackets";
        else if (address)
            yield return "HELO with a bare address";
        else if (!name.Contains('.', StringComparison.Ordinal) && valid)
            yield return "HELO without a dot";
        else if (!valid)
            yield return "HELO that is no host name";
        if (context.HostNames.Contains(name.ToLowerInvariant()) || context.IsOwn(name))
            yield return "HELO with a name of the server's own";
        NameStatus status = valid ? context.Exists(name) : NameStatus.Found;
        if (status == NameStatus.Missing)
            yield return "a HELO name that is not in the DNS";
        else if (status == NameStatus.Failed)
            yield return "a HELO name whose DNS fails";
        if (name == DerivedMatrix.ListedDomain)
            yield return "HELO with a listed domain";
        yield return $"HELO {name}";
    }

    private static IEnumerable<string> Sender(string sender, LabelContext context)
    {
        yield return "any sender";
        if (sender.Length == 0)
        {
            yield return "the null sender";
            yield break;
        }
        int sign = sender.LastIndexOf('@');
        string domain = sign < 0 ? "" : sender[(sign + 1)..];
        if (!domain.Contains('.', StringComparison.Ordinal))
            yield return "senders without a full domain";
        else if (!HostNameSyntax.IsValid(domain))
            yield return "senders in a domain that is no host name";
        else
        {
            yield return context.IsOwn(domain) ? "senders in our own domains" : "senders in foreign domains";
            NameStatus status = context.Exists(domain);
            if (status == NameStatus.Missing)
                yield return "senders in a domain that does not exist";
            else if (status == NameStatus.NullMx)
                yield return "senders in a domain that takes no mail";
            else if (status == NameStatus.Failed)
                yield return "senders in a domain whose DNS fails";
            if (domain == DerivedMatrix.ListedDomain)
                yield return "senders in a listed domain";
            yield return $"senders in {domain}";
        }
        yield return $"sender {sender}";
    }

    private static IEnumerable<string> Manner(MatrixManner manner)
    {
        yield return manner.Tls ? "over TLS" : "without TLS";
        if (manner.Asked == AccessCommand.Rcpt)
            yield return "at RCPT";
        if (!manner.Esmtp)
            yield return "with HELO instead of EHLO";
        if (manner.SmtpUtf8)
            yield return "with SMTPUTF8";
        if (manner.Asked == AccessCommand.EndOfData)
            yield return "at the end of data";
        else if (manner.Asked != AccessCommand.Rcpt)
            yield return manner.Asked is AccessCommand.Vrfy or AccessCommand.Etrn ? manner.Asked.ToString().ToUpperInvariant() : $"at {manner.Asked.ToString().ToUpperInvariant()}";
        if (manner.Before is not null)
            yield return "after another recipient";
        yield return $"{(manner.Tls ? "over TLS, " : "")}{manner.Asked.ToString().ToUpperInvariant()}{(manner.Before is null ? "" : ", after another recipient")}{(manner.Esmtp ? "" : ", HELO")}{(manner.SmtpUtf8 ? ", SMTPUTF8" : "")}";
    }
}
