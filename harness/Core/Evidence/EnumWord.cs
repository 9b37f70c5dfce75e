using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Core.Evidence;

/// <summary>
/// One word of an enumeration, in lower case with hyphens. Stricter than the serialiser's own converter, which adds up a list
/// of words (<c>helo, data</c>) to a value that has no name.
/// </summary>
internal sealed class EnumWord<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> _values =
        Enum.GetValues<T>().ToDictionary(v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()), StringComparer.Ordinal);

    private static readonly Dictionary<T, string> _words = _values.ToDictionary(p => p.Value, p => p.Key);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && _values.TryGetValue(reader.GetString()!, out T value)
            ? value
            : throw new JsonException($"not one of {string.Join(", ", _values.Keys)}");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(_words[value]);
}
