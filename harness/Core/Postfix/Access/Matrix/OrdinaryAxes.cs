using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Matrix;

/// <summary>
/// What any configuration is asked about: the ways to write a name or an address that restrictions tell apart, with the domains of
/// the configuration in them.
/// </summary>
public static class OrdinaryAxes
{
    // More domains of one class show nothing that two do not.
    private const int DomainsOfAClass = 2;

    /// <summary>The axes of a configuration.</summary>
    /// <param name="parameters">Its parameters, expanded.</param>
    /// <param name="clients">Who connects, the ordinary one first.</param>
    /// <param name="mailbox">The local part of a mailbox that exists.</param>
    /// <param name="foreign">A domain elsewhere that exists and takes mail.</param>
    public static MatrixAxes Of(ServiceParameters parameters, IReadOnlyList<MatrixClient> clients, string mailbox, string foreign)
    {
        string[] domains = [.. AddressClasses.DomainLists.SelectMany(c => Domains(parameters, c)).Distinct()];
        string own = domains.FirstOrDefault(d => d != parameters.Text("myhostname")) ?? domains.FirstOrDefault() ?? "localhost";
        return new MatrixAxes(
            clients,
            Helos(clients[0], own),
            Senders(mailbox, own, foreign),
            [.. Recipients(mailbox, own, foreign), .. domains.Where(d => d != own).SelectMany(d => new[] { $"{mailbox}@{d}", $"no-such-user@{d}", $"postmaster@{d}" })],
            Manners(mailbox, own));
    }

    private static string?[] Helos(MatrixClient ordinary, string own) =>
    [
        ordinary.Name, null, "localhost", own, "no-such-host.example", "[192.0.2.10]", "[192.0.2.300]", "[IPv6:2001:db8::1]", "192.0.2.10",
        "-bad-.example", "under_score.example", "mail.123", "two words", "tls.example", "null-mx.example", "servfail.example", "trailing.example.", "bücher.example",
    ];

    private static string[] Senders(string mailbox, string own, string foreign) =>
    [
        "someone@sender.example", "", "bare", "someone@localhost", $"{mailbox}@{own}", $"no-such-user@{own}", "x@no-such-domain.example", "x@null-mx.example",
        "x@servfail.example", "x@[192.0.2.1]", "x@[300.0.2.1]", "x@192.0.2.1", "x@-bad-.example", $"someone%{foreign}@{own}", "a@b@sender.example", "postmaster", $"@{foreign}:x@sender.example",
    ];

    private static string[] Recipients(string mailbox, string own, string foreign) =>
    [
        $"{mailbox}@{own}", $"no-such-user@{own}", $"postmaster@{own}", "postmaster", "PostMaster", mailbox, "no-such-user", $"{mailbox.ToUpperInvariant()}@{own.ToUpperInvariant()}",
        $"{mailbox}+box@{own}", $"{mailbox}@sub.{own}", $"double-bounce@{own}", $"someone@{foreign}", $"someone%{foreign}@{own}", $"{foreign}!someone", $"{foreign}!someone@{own}", $"\"someone@{foreign}\"@{own}",
        $"someone@{foreign}@{own}", $"@{foreign}:{mailbox}@{own}", $"@{own}:someone@{foreign}", "x@[203.0.113.25]", "x@[192.0.2.99]", "x@[192.0.2.300]", "x@192.0.2.99",
        "x@no-such-domain.example", "x@null-mx.example", "x@servfail.example", $"{mailbox}@-bad-.example", $"{mailbox}@{own}.", $"-{mailbox}@{own}", $"{mailbox}@localhost", "", $"@{own}",
    ];

    private static MatrixManner[] Manners(string mailbox, string own) =>
    [
        new(), new() { Tls = true }, new() { Esmtp = false }, new() { SmtpUtf8 = true }, new() { Before = $"{mailbox}@{own}" }, new(AccessCommand.Helo), new(AccessCommand.Mail),
        new(AccessCommand.Vrfy), new(AccessCommand.Vrfy) { Tls = true }, new(AccessCommand.Etrn), new(AccessCommand.Data), new(AccessCommand.EndOfData),
        new(AccessCommand.EndOfData) { Before = $"{mailbox}@{own}" },
    ];

    private static IEnumerable<string> Domains(ServiceParameters parameters, string name) => parameters.Words(name)
        .Select(w => w.Word.ToLowerInvariant())
        .Where(d => d.Contains('.', StringComparison.Ordinal) && !d.StartsWith('.') && !d.StartsWith("localhost", StringComparison.Ordinal)
            && d.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'))
        .Take(DomainsOfAClass);
}
