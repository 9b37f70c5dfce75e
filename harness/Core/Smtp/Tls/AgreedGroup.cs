namespace Harness.Core.Smtp.Tls;

/// <summary>The group in which the session's keys are agreed on.</summary>
/// <param name="Name">The name of the curve (RFC 8446 §4.2.7), or <c>DH 2048</c> with the size of the prime in bits.</param>
/// <param name="Strength">Its worth in bits (<see cref="KeyStrength"/>); 0 where the group is not known.</param>
public sealed record AgreedGroup(string Name, int Strength)
{
    private static readonly Dictionary<ushort, (string Name, int Bits)> _curves = new()
    {
        [19] = ("secp192r1", 192),
        [21] = ("secp224r1", 224),
        [22] = ("secp256k1", 256),
        [23] = ("secp256r1", 256),
        [24] = ("secp384r1", 384),
        [25] = ("secp521r1", 521),
        [26] = ("brainpoolP256r1", 256),
        [27] = ("brainpoolP384r1", 384),
        [28] = ("brainpoolP512r1", 512),
        [29] = ("x25519", 256),
        [30] = ("x448", 448),
        [4588] = ("X25519MLKEM768", 256),
    };

    /// <summary>The curves that a hello offers, the usual ones first.</summary>
    internal static IReadOnlyList<ushort> Offered { get; } = [29, 23, 24, 25, 30, 26, 27, 28, 21, 22, 19];

    internal static AgreedGroup OfCurve(ushort code)
        => _curves.TryGetValue(code, out var curve) ? new(curve.Name, KeyStrength.OfCurve(curve.Bits)) : new($"group {code}", 0);

    internal static AgreedGroup OfPrime(ReadOnlySpan<byte> prime)
    {
        ReadOnlySpan<byte> digits = prime.TrimStart((byte)0);
        int bits = digits.IsEmpty ? 0 : (digits.Length * 8) - byte.LeadingZeroCount(digits[0]);
        return new($"DH {bits}", KeyStrength.OfModulus(bits));
    }
}
