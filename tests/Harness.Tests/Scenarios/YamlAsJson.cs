using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Harness.Tests.Scenarios;

/// <summary>A YAML document as the JSON that an editor validates: plain words by YAML 1.2's core schema.</summary>
internal static class YamlAsJson
{
    public static string Convert(string text)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(text));
        return Of(stream.Documents[0].RootNode)?.ToJsonString() ?? "null";
    }

    private static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Of(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Of)]),
        YamlScalarNode { Style: ScalarStyle.Plain } s => Plain(s.Value!),
        YamlScalarNode s => JsonValue.Create(s.Value),
        _ => throw new InvalidOperationException(node.ToString()),
    };

    private static JsonNode? Plain(string word) => word switch
    {
        "" or "~" or "null" => null,
        "true" => true,
        "false" => false,
        _ when long.TryParse(word, NumberStyles.AllowLeadingSign, null, out long whole) => whole,
        _ when double.TryParse(word, NumberStyles.Float, null, out double number) && double.IsFinite(number) => number,
        _ => word,
    };
}
