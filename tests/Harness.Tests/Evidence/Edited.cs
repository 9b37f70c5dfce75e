using System.Text.Json.Nodes;

namespace Harness.Tests.Evidence;

/// <summary>JSON with one value changed, added or (null) taken out.</summary>
internal static class Edited
{
    public static string At(string json, string path, string? value)
    {
        var root = JsonNode.Parse(json)!;
        var steps = path.Split('.');
        var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray a ? a[int.Parse(step)]! : node[step]!);
        if (parent is JsonArray list)
            list[int.Parse(steps[^1])] = JsonNode.Parse(value!);
        else if (value is null)
            parent.AsObject().Remove(steps[^1]);
        else
            parent[steps[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }
}
