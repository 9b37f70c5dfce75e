using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Core.Storm;

namespace Harness.Core.Reports.Storm;

/// <summary>The storms as they were recorded, with every missing or doubled copy by name. Its form is <c>fixtures/schema/storm.schema.json</c>.</summary>
internal static class StormJson
{
    private static readonly JsonSerializerOptions _form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(IReadOnlyList<StormRecord> storms) => JsonForm.Write(storms, _form);
}
