using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Harness.Core.Postfix.Trace;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;

namespace Harness.Core.Evidence;

/// <summary>Writes and reads run records. What is read may come from a stranger.</summary>
public static partial class RunRecordJson
{
    /// <summary>The largest run record that is read, in octets.</summary>
    public const long MaxOctets = 256 * 1024 * 1024;

    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new EnumWord<Stage>(), new EnumWord<Ending>(), new EnumWord<HelloEnd>(), new EnumWord<RestrictionStatus>(), new EnumWord<Holding>() },
        MaxDepth = 32,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatMayBeNull } },
    };

    /// <summary>The record as JSON, indented, with a final line feed. What cannot be seen is written as escapes.</summary>
    public static string Write(RunRecord record)
        => Escaped(JsonSerializer.Serialize(record, _options)) + "\n";

    /// <summary>JSON in which what cannot be seen, or what a build log would obey, is written as escapes.</summary>
    internal static string Escaped(string json) => Unseen().Replace(json, m => $"\\u{(int)m.Value[0]:X4}");

    /// <summary>Reads a record.</summary>
    /// <exception cref="FormatException">The text is not a run record of this version; the message says where.</exception>
    public static RunRecord Read(string json)
    {
        try
        {
            RequireForm(json);
            RunRecord record = JsonSerializer.Deserialize<RunRecord>(json, _options)!;
            return RunRecordNumbers.AreFinite(record) ? record : throw new FormatException("a number is too large");
        }
        catch (JsonException e)
        {
            throw new FormatException(JsonComplaint.Of(e), e);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // Lone surrogates; a step that does not say its kind.
            throw new FormatException($"not a run record: {JsonComplaint.Of(e)}", e);
        }
    }

    private static void RequireForm(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = _options.MaxDepth });
        int schema = document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("schema", out JsonElement s)
            && s.ValueKind == JsonValueKind.Number && s.TryGetInt32(out int version) ? version : 0;
        if (schema != RunRecord.CurrentSchema)
        {
            throw new FormatException(schema == 0
                ? "no \"schema\" member: this is not a run record"
                : $"written with schema {schema}; this program reads schema {RunRecord.CurrentSchema}");
        }

        if (NullInside(document.RootElement, "") is { } list)
            throw new FormatException($"null stands among the values of \"{list}\"");
    }

    // The serialiser holds members to their nullability, but not what lists and dictionaries hold.
    private static string? NullInside(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray()
            .Select(e => e.ValueKind == JsonValueKind.Null ? name : NullInside(e, name)).FirstOrDefault(n => n is not null),
        JsonValueKind.Object => element.EnumerateObject()
            .Select(p => p.Value.ValueKind == JsonValueKind.Null && name == "let" ? name : NullInside(p.Value, p.Name))
            .FirstOrDefault(n => n is not null),
        _ => null,
    };

    // A constructor's parameter is required, but what is null is not written.
    private static void LeaveOutWhatMayBeNull(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties.Where(p => p.IsSetNullable && p.AssociatedParameter is not null))
            property.IsRequired = false;
    }

    // Outside ASCII, and between two number signs, JSON has nothing but the contents of strings. A build log would obey
    // "##[…]" and "##vso[…]" anywhere in a line.
    [GeneratedRegex(@"[\p{C}\p{Z}\p{M}-[\u0000-\u007e]]|(?<=#)#(?=[a-z]*\[)", RegexOptions.IgnoreCase)]
    private static partial Regex Unseen();
}
