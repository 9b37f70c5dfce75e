namespace Harness.Core.Smtp.Tls;

/// <summary>What keys of different kinds are worth against each other, in bits (RFC 3766, NIST SP 800-57 part 1 table 2).</summary>
public static class KeyStrength
{
    /// <summary>Of a modulus: RSA, DSA, Diffie-Hellman over a prime.</summary>
    public static int OfModulus(int bits) => bits switch { >= 15360 => 256, >= 7680 => 192, >= 3072 => 128, >= 2048 => 112, >= 1024 => 80, _ => bits / 16 };

    /// <summary>Of an elliptic curve.</summary>
    public static int OfCurve(int bits) => Math.Min(bits / 2, 256);

    /// <summary>Of a certificate's key; null where its kind is not known.</summary>
    /// <param name="type"><see cref="PresentedCertificate.KeyType"/>.</param>
    /// <param name="bits"><see cref="PresentedCertificate.KeyBits"/>.</param>
    public static int? Of(string type, int bits) => type switch
    {
        "RSA" or "DSA" => OfModulus(bits),
        "ECDSA" or "Ed25519" or "Ed448" => OfCurve(bits),
        _ => null,
    };
}
