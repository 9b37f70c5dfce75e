using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Core.Evidence;

namespace Harness.Core.Verdicts.Behaviour.Records;

/// <summary>Writes and reads behaviour records: a line for each line of a file, a line for each session. What is read may come from a stranger.</summary>
public static class BehaviourRecordJson
{
    /// <summary>The largest record that is read, in octets.</summary>
    public const long MaxOctets = 64 * 1024 * 1024;

    private const int MostFiles = 2_000;
    private const int MostSessions = 200_000;
    private const string Family = "harness-behaviour-";

    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The record as JSON, with a final line feed. What cannot be seen is written as escapes.</summary>
    public static string Write(BehaviourRecord record)
    {
        var text = new StringBuilder("{\n");
        foreach ((string name, string? value) in (ReadOnlySpan<(string, string?)>)[("schema", record.Schema), ("configuration", record.Configuration), ("postfix", record.Postfix), ("machine", record.Machine)])
        {
            if (value is not null)
                text.Append($"  \"{name}\": {Line(value)},\n");
        }
        text.Append("  \"files\": [\n").AppendJoin(",\n", record.Files.Select(File)).Append("\n  ],\n");
        text.Append("  \"sessions\": [\n").AppendJoin(",\n", record.Sessions.Select(s => $"    {Line(s)}")).Append("\n  ]\n}\n");
        return text.ToString();
    }

    /// <summary>Reads a record.</summary>
    /// <exception cref="FormatException">The text is not a behaviour record of this version; the message says where.</exception>
    public static BehaviourRecord Read(string json)
    {
        try
        {
            BehaviourRecord record = JsonSerializer.Deserialize<BehaviourRecord>(json, _options)!;
            if (record.Schema != BehaviourRecord.CurrentSchema)
                throw new FormatException(Unlike(record.Schema));
            if (record.Files.Count > MostFiles || record.Sessions.Count > MostSessions)
                throw new FormatException($"more than {MostFiles} files or {MostSessions} sessions");
            if (record.Files.Any(f => f is null || f.Lines.Contains(null!)) || record.Sessions.Any(s => s is null || (s.To ?? []).Concat(s.Listed ?? []).Contains(null!)))
                throw new FormatException("null stands among the values of a list");
            if (record.Files.FirstOrDefault(f => !IsInside(f.Path)) is { } outside)
                throw new FormatException($"the file {outside.Path} is not below the configuration's directory");
            if (record.Files.Select(f => f.Path).Distinct(StringComparer.Ordinal).Count() < record.Files.Count)
                throw new FormatException("a file stands there twice");
            if (!record.Files.Any(f => f.Path == "main.cf"))
                throw new FormatException("no main.cf is in it");
            foreach (RecordedSession session in record.Sessions)
            {
                if (session.By is not (RecordedSession.Played or RecordedSession.Predicted))
                    throw new FormatException($"\"by\": {session.By} is neither {RecordedSession.Played} nor {RecordedSession.Predicted}");
                _ = (session.Session(), session.Outcome(static (_, _) => ""));
            }
            return record;
        }
        catch (JsonException e)
        {
            throw new FormatException(JsonComplaint.Of(e), e);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // Lone surrogates.
            throw new FormatException(JsonComplaint.Of(e), e);
        }
    }

    /// <summary>Whether a word of a <c>schema</c> member is that of a behaviour record, of this version or another.</summary>
    public static bool IsOne(string schema) => schema.StartsWith(Family, StringComparison.Ordinal);

    /// <summary>What is wrong with another word.</summary>
    private static string Unlike(string schema) => IsOne(schema)
        ? $"written as {schema}; this program reads {BehaviourRecord.CurrentSchema}"
        : $"{schema} is no behaviour record";

    private static bool IsInside(string path) => path.Length is > 0 and <= 500 && !path.Contains('\0', StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal)
        && path.Split('/').All(p => p is not ("" or "." or ".."));

    private static string File(RecordedFile file)
        => $"    {{ \"path\": {Line(file.Path)}, \"lines\": [\n{string.Join(",\n", file.Lines.Select(l => $"      {Line(l)}"))}\n    ] }}";

    private static string Line<T>(T value) => RunRecordJson.Escaped(JsonSerializer.Serialize(value, _options));
}
