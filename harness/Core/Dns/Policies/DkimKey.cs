using System.Security.Cryptography;

namespace Harness.Core.Dns.Policies;

/// <summary>A key of DKIM as it stands in the DNS (RFC 6376 §3.6.1, RFC 8463).</summary>
/// <param name="Algorithm"><c>rsa</c> or <c>ed25519</c>.</param>
/// <param name="Bits">The key's size in bits; 0 for a key that was revoked.</param>
/// <param name="IsRevoked">Whether <c>p=</c> is empty.</param>
/// <param name="IsTesting">Whether <c>t=y</c> says that nobody should go by it.</param>
/// <param name="Hashes">The hash algorithms that are accepted (<c>h=</c>); empty: all.</param>
public sealed record DkimKey(string Algorithm, int Bits, bool IsRevoked, bool IsTesting, IReadOnlyList<string> Hashes)
{
    private const int Ed25519Octets = 32;

    /// <summary>Reads a record.</summary>
    /// <returns>The key, or what is wrong in one phrase.</returns>
    public static (DkimKey? Key, string? Wrong) Parse(string text)
    {
        (TagList? tags, string? wrong) = TagList.Parse(text);
        if (tags is null)
        {
            return (null, wrong);
        }

        if (tags["v"] is { } version && (version != "DKIM1" || tags.First != "v"))
        {
            return (null, $"v={version} is not v=DKIM1 in the first place");
        }

        string algorithm = tags["k"] ?? "rsa";
        if (algorithm is not ("rsa" or "ed25519"))
        {
            return (null, $"k={algorithm} is no kind of key");
        }

        if (tags["p"] is not { } encoded)
        {
            return (null, "there is no p=");
        }

        if (tags["s"] is { } service && !service.Split(':').Any(s => s.Trim() is "*" or "email"))
        {
            return (null, $"s={service} is not for mail");
        }

        string[] hashes = tags["h"] is { } h ? [.. h.Split(':').Select(a => a.Trim())] : [];
        if (hashes.Length > 0 && !hashes.Contains("sha256"))
        {
            return (null, $"h={tags["h"]} leaves sha256 out, the one that is left (RFC 8301)");
        }

        bool testing = tags["t"]?.Split(':').Any(t => t.Trim() == "y") == true;
        string data = string.Concat(encoded.Where(c => !char.IsWhiteSpace(c)));
        if (data.Length == 0)
        {
            return (new DkimKey(algorithm, 0, true, testing, hashes), null);
        }

        return Size(algorithm, data) is { } bits
            ? (new DkimKey(algorithm, bits, false, testing, hashes), null)
            : (null, $"p= is no {algorithm} key in Base64");
    }

    private static int? Size(string algorithm, string data)
    {
        try
        {
            byte[] octets = Convert.FromBase64String(data);
            if (algorithm == "ed25519")
            {
                return octets.Length == Ed25519Octets ? 256 : null;
            }

            using var rsa = RSA.Create();
            try
            {
                rsa.ImportSubjectPublicKeyInfo(octets, out _);
            }
            catch (CryptographicException)
            {
                // What RFC 6376 §3.6.1 says, and nearly nobody does.
                rsa.ImportRSAPublicKey(octets, out _);
            }

            return rsa.KeySize;
        }
        catch (Exception bad) when (bad is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
