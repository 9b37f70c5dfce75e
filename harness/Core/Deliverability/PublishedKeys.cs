using Harness.Core.Dns.Lookup;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Harness.Core.Deliverability;

/// <summary>Finds the keys of signatures in the DNS.</summary>
internal sealed class PublishedKeys(Inquiry inquiry) : DkimPublicKeyLocatorBase
{
    /// <summary>Why the last key was not found; null where it was.</summary>
    public string? Failure { get; private set; }

    /// <summary>The question about the last key, where the resolver did not answer it; else null.</summary>
    public DnsAnswer? Unanswered { get; private set; }

    /// <inheritdoc/>
    public override AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default)
        => LocatePublicKeyAsync(methods, domain, selector, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override async Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default)
    {
        DnsAnswer answer = await inquiry.AskAsync($"{selector}._domainkey.{domain}", "TXT");
        Unanswered = answer.Status == DnsStatus.Failed ? answer : null;
        Failure = answer.Data.Count == 0 ? $"there is no key at {answer.Name}" : null;
        return answer.Data.Count == 0 ? throw new FormatException(Failure) : GetPublicKey(answer.Data[0]);
    }
}
