using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Core.Evidence;

/// <summary>Writes and reads run records. What is read may come from a stranger.</summary>
public static class RunRecordJson
{
    /// <summary>The largest run record that is read, in octets.</summary>
    public const long MaxOctets = 256 * 1024 * 1024;

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        MaxDepth = 32,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
    };

    /// <summary>The record as JSON, indented, with a final line feed.</summary>
    public static string Write(RunRecord record) => JsonSerializer.Serialize(record, _options) + "\n";

    /// <summary>Reads a record.</summary>
    /// <exception cref="FormatException">The text is not a run record of this version; the message says where.</exception>
    public static RunRecord Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = _options.MaxDepth });
            int schema = document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("schema", out JsonElement s) && s.TryGetInt32(out int version) ? version : 0;
            return schema == RunRecord.CurrentSchema
                ? document.Deserialize<RunRecord>(_options) ?? throw new FormatException("the file is empty")
                : throw new FormatException(schema == 0
                    ? "no \"schema\" member: this is not a run record"
                    : $"written with schema {schema}; this program reads schema {RunRecord.CurrentSchema}");
        }
        catch (JsonException e)
        {
            string at = e.LineNumber is { } line ? $"line {line + 1}: " : "";
            throw new FormatException($"{at}{e.Message.Split(" Path:")[0].Split(" LineNumber:")[0]}", e);
        }
    }
}
