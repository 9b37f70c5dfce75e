using System.Text.Json.Nodes;

namespace Harness.Core.Evidence.Pseudonyms;

/// <summary>
/// A run record without the names of mailboxes. It goes through the record's own JSON, text by text, so that no member can be forgotten.
/// </summary>
public static class PseudonymousRecord
{
    // What the harness itself wrote: a name may be a word of it.
    private static readonly HashSet<string> _prose = ["claim", "remedy", "because", "why", "policyText", "guide", "rfc", "cve", "tool", "title"];

    // Identifiers and words of an enumeration.
    private static readonly HashSet<string> _fixed = ["id", "attack", "schema", "started", "policy", "stage", "ending", "kind", "$type", "verdict", "level", "when", "by", "status", "holding", "variant", "end", "sha256", "certificateSha256"];

    /// <summary>Learns the names of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="key">The secret that makes the tokens.</param>
    /// <param name="clients">Whether addresses and names of clients get tokens as well.</param>
    public static MailboxTokens Learn(RunRecord record, byte[] key, bool clients)
    {
        JsonNode json = JsonNode.Parse(RunRecordJson.Write(record))!;
        IEnumerable<string> seen = clients
            ? record.Observations.SelectMany(o => new[] { o.Client?.Address, o.Client?.Name }).Concat(record.Target.Clients.SelectMany(c => new[] { c.Address, c.Name }))
                .Concat(record.Observations.SelectMany(o => o.Rejections.Select(r => r.ClientAddress))).OfType<string>()
            : [];
        return new MailboxTokens(key, Texts(json).Concat(record.Observations.Select(Whole)), seen);
    }

    /// <summary>The record with tokens.</summary>
    public static RunRecord Of(RunRecord record, MailboxTokens names)
    {
        JsonNode json = JsonNode.Parse(RunRecordJson.Write(record))!;
        Change(json, "", names);
        return RunRecordJson.Read(json.ToJsonString());
    }

    // A field that is folded stands in several lines of a transcript.
    private static string Whole(Observation seen) => string.Join('\n', seen.Transcript.Select(t => t.Text.EndsWith(@"\r\n", StringComparison.Ordinal) ? t.Text[..^4] : t.Text));

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.Where(p => !_fixed.Contains(p.Key)).SelectMany(p => Texts(p.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };

    private static void Change(JsonNode node, string key, MailboxTokens names)
    {
        switch (node)
        {
            case JsonObject map:
                foreach ((string name, JsonNode? value) in map.ToArray())
                {
                    // Of a variant of an attack it is what the observations call it.
                    if ((key, name) != ("each", "name") && Changed(value, name, names) is { } changed)
                    {
                        map[name] = changed;
                    }
                }

                break;
            case JsonArray list:
                for (int i = 0; i < list.Count; i++)
                {
                    if (Changed(list[i], key, names) is { } changed)
                    {
                        list[i] = changed;
                    }
                }

                break;
            default:
                break;
        }
    }

    private static JsonValue? Changed(JsonNode? node, string key, MailboxTokens names)
    {
        if (node is JsonValue value && value.TryGetValue(out string? text))
        {
            return _fixed.Contains(key) ? null : JsonValue.Create(_prose.Contains(key) ? names.OfProse(text) : names.Of(text));
        }

        if (node is not null)
        {
            Change(node, key, names);
        }

        return null;
    }
}
