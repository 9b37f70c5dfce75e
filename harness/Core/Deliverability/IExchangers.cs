using System.Net;

namespace Harness.Core.Deliverability;

/// <summary>Looks at mail exchangers over SMTP.</summary>
public interface IExchangers
{
    /// <summary>Connects, encrypts where that is offered, asks for recipients, and goes without a message.</summary>
    /// <param name="host">The exchanger's name.</param>
    /// <param name="address">One of its addresses.</param>
    /// <param name="recipients">Whom to ask for.</param>
    /// <param name="cancel">Gives up.</param>
    Task<ExchangerSeen> SeeAsync(string host, IPAddress address, IReadOnlyList<string> recipients, CancellationToken cancel);
}

/// <summary>What one exchanger showed.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Address">The address that was spoken to.</param>
/// <param name="Failure">Why it was not spoken to; null where it was.</param>
/// <param name="OffersTls">Whether it announces STARTTLS.</param>
/// <param name="Chain">The certificates it showed, its own first, in DER; empty where it showed none.</param>
/// <param name="Trusted">What a client that verifies holds against the certificate: null for nothing, else in one phrase.</param>
/// <param name="Answers">What it answered to each recipient, as in <c>250 2.1.5 Ok</c>.</param>
public sealed record ExchangerSeen(
    string Host, IPAddress Address, string? Failure, bool OffersTls, IReadOnlyList<byte[]> Chain, string? Trusted, IReadOnlyDictionary<string, string> Answers)
{
    /// <summary>One that could not be spoken to.</summary>
    public static ExchangerSeen Unreached(string host, IPAddress address, string why) => new(host, address, why, false, [], null, new Dictionary<string, string>());
}

/// <summary>Fetches policies of MTA-STS.</summary>
public interface IPolicyFiles
{
    /// <summary>Gets <c>https://mta-sts.DOMAIN/.well-known/mta-sts.txt</c> (RFC 8461 §3.3).</summary>
    Task<PolicyFile> FetchAsync(string domain, CancellationToken cancel);
}

/// <summary>What the web server gave.</summary>
/// <param name="Text">The policy; null where there is none.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="IsUnreached">Whether nobody could be spoken to, as against somebody who gave no policy.</param>
public sealed record PolicyFile(string? Text, string? Failure, bool IsUnreached = false);
