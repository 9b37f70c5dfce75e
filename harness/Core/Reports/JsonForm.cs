using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Core.Evidence;

namespace Harness.Core.Reports;

/// <summary>The form that every JSON for programs has: camelCase, indented, line feeds, nothing for null, no needless escapes.</summary>
public static class JsonForm
{
    /// <summary>The form.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A value in this form, with a final line feed; what cannot be seen, or what a build log would obey, stands as escapes.</summary>
    /// <param name="value">The value.</param>
    /// <param name="form">A form that departs from the usual one.</param>
    public static string Write<T>(T value, JsonSerializerOptions? form = null) => RunRecordJson.Escaped(JsonSerializer.Serialize(value, form ?? Options)) + "\n";
}
