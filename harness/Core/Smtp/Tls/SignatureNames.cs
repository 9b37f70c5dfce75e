namespace Harness.Core.Smtp.Tls;

/// <summary>The names of the algorithms that certificates are signed with (RFC 4055, RFC 5758, RFC 8410).</summary>
public static class SignatureNames
{
    private static readonly Dictionary<string, string> _names = new()
    {
        ["1.2.840.113549.1.1.2"] = "RSA with MD2",
        ["1.2.840.113549.1.1.4"] = "RSA with MD5",
        ["1.2.840.113549.1.1.5"] = "RSA with SHA-1",
        ["1.2.840.113549.1.1.10"] = "RSA-PSS",
        ["1.2.840.113549.1.1.11"] = "RSA with SHA-256",
        ["1.2.840.113549.1.1.12"] = "RSA with SHA-384",
        ["1.2.840.113549.1.1.13"] = "RSA with SHA-512",
        ["1.2.840.113549.1.1.14"] = "RSA with SHA-224",
        ["1.2.840.10040.4.3"] = "DSA with SHA-1",
        ["1.2.840.10045.4.1"] = "ECDSA with SHA-1",
        ["1.2.840.10045.4.3.1"] = "ECDSA with SHA-224",
        ["1.2.840.10045.4.3.2"] = "ECDSA with SHA-256",
        ["1.2.840.10045.4.3.3"] = "ECDSA with SHA-384",
        ["1.2.840.10045.4.3.4"] = "ECDSA with SHA-512",
        ["1.3.101.112"] = "Ed25519",
        ["1.3.101.113"] = "Ed448",
    };

    /// <summary>The name of an algorithm, or its object identifier where it is not known.</summary>
    public static string Of(string identifier) => _names.GetValueOrDefault(identifier, identifier);

    /// <summary>Whether a signature can be made by somebody who has not the key (RFC 6151, RFC 9155).</summary>
    public static bool IsForgeable(string name) => name.EndsWith("MD2", StringComparison.Ordinal) || name.EndsWith("MD5", StringComparison.Ordinal) || name.EndsWith("SHA-1", StringComparison.Ordinal);
}
