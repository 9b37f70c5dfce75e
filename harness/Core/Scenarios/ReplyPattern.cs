using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Core.Scenarios;

/// <summary>
/// A reply code in which <c>x</c> stands for any digit, optionally followed by an enhanced status code
/// (RFC 5321 §4.2.1, RFC 3463): <c>250</c>, <c>5xx</c>, <c>504 5.5.2</c>, <c>4xx 4.7.x</c>.
/// </summary>
[JsonConverter(typeof(Json))]
public sealed record ReplyPattern
{
    /// <summary>Any answer that accepts a command: <c>2xx</c>.</summary>
    public static readonly ReplyPattern Accepted = new("2xx", null);

    /// <summary>The answer to DATA that asks for the message: <c>3xx</c>.</summary>
    public static readonly ReplyPattern GoOn = new("3xx", null);

    private ReplyPattern(string code, string? enhanced) => (Code, Enhanced) = (code, enhanced);

    /// <summary>Three characters, each a digit or <c>x</c>.</summary>
    public string Code { get; }

    /// <summary>Three fields separated by dots, each a number or <c>x</c>; null accepts any, or none.</summary>
    public string? Enhanced { get; }

    /// <summary>Whether the pattern stands for an answer that lets the client go on (2xx, 3xx).</summary>
    public bool IsPositive => Code[0] is '2' or '3';

    /// <summary>Reads a pattern.</summary>
    /// <returns>False when <paramref name="text"/> is not of the form described at the type.</returns>
    public static bool TryParse(string text, out ReplyPattern? pattern)
    {
        pattern = null;
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool sound = parts.Length is 1 or 2
            && parts[0].Length == 3
            && parts[0][0] is >= '2' and <= '5'
            && parts[0].All(c => char.IsAsciiDigit(c) || c == 'x')
            && (parts.Length == 1 || IsEnhanced(parts[1]));
        if (sound)
        {
            pattern = new ReplyPattern(parts[0], parts.Length == 2 ? parts[1] : null);
        }

        return sound;
    }

    /// <summary>Whether a reply's code and enhanced status code are of this pattern.</summary>
    /// <param name="code">The reply code.</param>
    /// <param name="enhanced">The enhanced status code as text, or null where the reply has none.</param>
    public bool Matches(int code, string? enhanced)
        => MatchesField(Code, code.ToString("D3"))
        && (Enhanced is null || (enhanced is not null && MatchesEnhanced(enhanced)));

    /// <inheritdoc/>
    public override string ToString() => Enhanced is null ? Code : $"{Code} {Enhanced}";

    private bool MatchesEnhanced(string enhanced)
    {
        string[] want = Enhanced!.Split('.');
        string[] got = enhanced.Split('.');
        return got.Length == want.Length && want.Zip(got).All(p => p.First == "x" || p.First == p.Second);
    }

    private static bool MatchesField(string want, string got)
        => want.Length == got.Length && want.Zip(got).All(p => p.First == 'x' || p.First == p.Second);

    private static bool IsEnhanced(string text)
    {
        string[] fields = text.Split('.');
        return fields.Length == 3 && fields.All(f => f == "x" || (f.Length is >= 1 and <= 3 && f.All(char.IsAsciiDigit)));
    }

    private sealed class Json : JsonConverter<ReplyPattern>
    {
        public override ReplyPattern Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => TryParse(reader.GetString() ?? "", out ReplyPattern? pattern)
                ? pattern!
                : throw new JsonException("not a reply pattern such as 504 5.5.2 or 5xx");

        public override void Write(Utf8JsonWriter writer, ReplyPattern value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.ToString());
    }
}
