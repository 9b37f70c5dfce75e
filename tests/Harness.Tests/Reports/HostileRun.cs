using System.Text.Json.Nodes;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;
using Harness.Tests.Evidence;

namespace Harness.Tests.Reports;

/// <summary>The sample run with every string that is free text replaced by what a hostile server would say.</summary>
internal static class HostileRun
{
    private static readonly string[] Words = ["$type", "started", "stage", "ending", "end", "status", "reply", "await", "notBefore", "notAfter", "holding"];

    /// <param name="spell">The hostile text for an honest one.</param>
    public static Judgement Of(Func<string, string> spell)
    {
        var root = JsonNode.Parse(RunRecordJson.Write(SampleRun.Record))!;
        Spoil(root, "", spell);
        return SampleRun.Judge(RunRecordJson.Read(root.ToJsonString()), spell);
    }

    private static void Spoil(JsonNode node, string name, Func<string, string> spell)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (key, value) in members.ToArray())
                {
                    if (Free(key, value))
                        members[key] = spell(value!.GetValue<string>());
                    else if (value is not null)
                        Spoil(value, key, spell);
                }

                break;
            case JsonArray items:
                for (var at = 0; at < items.Count; at++)
                {
                    if (Free(name, items[at]))
                        items[at] = spell(items[at]!.GetValue<string>());
                    else
                        Spoil(items[at]!, name, spell);
                }

                break;
        }
    }

    private static bool Free(string name, JsonNode? value) =>
        value?.GetValueKind() == System.Text.Json.JsonValueKind.String && !Words.Contains(name);
}
