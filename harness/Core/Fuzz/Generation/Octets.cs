using CsCheck;

namespace Harness.Core.Fuzz.Generation;

/// <summary>Words and octets that nothing is meant by. Braces are never among them: those are placeholders.</summary>
internal static class Octets
{
    /// <summary>Line ends as somebody spells them.</summary>
    public static readonly Gen<string> LineEnd = Gen.Frequency(
        (6, Gen.Const("\r\n")), (4, Gen.Const("\n")), (3, Gen.Const("\r")), (1, Gen.Const("\r\r\n")), (1, Gen.Const("\n\r")), (1, Gen.Const("\r\0\n")), (1, Gen.Const("\n\n")));

    /// <summary>A word of letters and digits.</summary>
    public static readonly Gen<string> Word = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"].Array[1, 12].Select(c => new string(c));

    /// <summary>Any octets but CR, LF and braces.</summary>
    public static readonly Gen<string> Any = Gen.Int[0, 255].Select(o => (char)o is '\r' or '\n' or '{' or '}' ? '?' : (char)o).Array[1, 40].Select(c => new string(c));

    /// <summary>Visible ASCII.</summary>
    public static readonly Gen<string> Visible = Gen.Int[0x20, 0x7a].Select(o => (char)o).Array[0, 60].Select(c => new string(c));

    /// <summary>A run of one letter around a limit of RFC 5321 §4.5.3.1, or of the buffers of servers.</summary>
    public static readonly Gen<string> Long = Gen.OneOf(63, 64, 65, 255, 256, 257, 510, 512, 998, 1000, 2046, 2047, 2048, 2049, 4094, 4095, 4096, 8192)
        .Select(n => $"{{x*{n}}}");

    /// <summary>A text as it is, now and then in other capitals.</summary>
    public static Gen<string> Cased(string text) => Gen.Frequency(
        (6, Gen.Const(text)), (1, Gen.Const(text.ToLowerInvariant())), (1, Gen.Bool.Array[text.Length].Select(u => string.Concat(text.Select((c, i) => u[i] ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))))));
}
