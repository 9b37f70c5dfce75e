using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Core.Fuzz;

namespace Harness.Core.Reports;

/// <summary>What generated transactions came to, for programs.</summary>
public static class FuzzJson
{
    private static readonly JsonSerializerOptions _options = new(JsonForm.Options)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The record as one object, and a final line feed.</summary>
    public static string Of(FuzzRecord record) => JsonForm.Write(record, _options);
}
