using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Harness.Core.Fuzz;

namespace Harness.Core.Reports;

/// <summary>What generated transactions came to, for programs. Its form is <c>fixtures/schema/fuzz.schema.json</c>.</summary>
public static class FuzzJson
{
    // The version of the form.
    private const int Schema = 1;

    private static readonly JsonSerializerOptions _options = new(JsonForm.Options)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The record as one object, and a final line feed.</summary>
    public static string Of(FuzzRecord record)
    {
        JsonObject whole = JsonSerializer.SerializeToNode(record, _options)!.AsObject();
        whole.Insert(0, "schema", Schema);
        return JsonForm.Write(whole, _options);
    }
}
