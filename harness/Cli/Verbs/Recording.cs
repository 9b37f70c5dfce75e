using System.Text;
using System.Text.Json;
using Harness.Core.Evidence;
using Harness.Core.Verdicts.Behaviour.Records;

namespace Harness.Cli.Verbs;

/// <summary>A recorded file that stands where a configuration could stand; it is known by its <c>schema</c>, whatever its name.</summary>
/// <param name="Behaviour">What a configuration does; null for a run.</param>
/// <param name="Run">A run of the catalogue; null for a behaviour.</param>
internal sealed record Recording(BehaviourRecord? Behaviour, RunRecord? Run)
{
    private const string Remedy = "give a file that diff --record or certify --format json wrote";

    /// <summary>Looks whether a path, or <c>REVISION:path</c>, is one; null for anything that is no JSON.</summary>
    /// <exception cref="UsageException">It is JSON and no record, or one that cannot be read here.</exception>
    public static Recording? Find(string given)
    {
        if (Directory.Exists(given))
            return null;
        if (File.Exists(given))
            return IsJson(Beginning(given)) ? Of(given, BoundedFile.Read(given, RunRecordJson.MaxOctets, "record")) : null;
        return ConfigurationSource.FileOf(given) is { } text && IsJson(text) ? Of(given, text) : null;
    }

    private static Recording Of(string given, string text)
    {
        try
        {
            string schema = Schema(text);
            if (BehaviourRecordJson.IsOne(schema))
            {
                return text.Length <= BehaviourRecordJson.MaxOctets ? new(BehaviourRecordJson.Read(text), null)
                    : throw new FormatException($"larger than {BehaviourRecordJson.MaxOctets >> 20} MiB");
            }
            return long.TryParse(schema, out _) ? new(null, RunRecordJson.Read(text)) : throw new FormatException($"\"schema\" is {Named(schema)}: no record of a behaviour or of a run");
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"{given}: {wrong.Message}; {Remedy}");
        }
    }

    private static string Named(string schema) => Core.Smtp.Visible.Escape(schema.Length <= 40 ? schema : schema[..40]);

    private static string Schema(string text)
    {
        try
        {
            return SchemaOf(text);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // No JSON, or half a surrogate in it: whoever reads it as a run says what is wrong, and where.
            return "0";
        }
    }

    private static string SchemaOf(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = 64 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isSchema = reader.ValueTextEquals("schema"u8);
            reader.Read();
            if (isSchema && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                return reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
            reader.Skip();
        }
        throw new FormatException("no \"schema\" member: this is no record");
    }

    private static string Beginning(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            // What a pipe has said it does not say again.
            if (!file.CanSeek)
                return "";
            byte[] octets = new byte[256];
            return Encoding.UTF8.GetString(octets, 0, file.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false));
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: cannot be read: {denied.Message}");
        }
    }

    // No line of main.cf begins so: it would be no name (postconf(5)).
    private static bool IsJson(string text) => text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('{');
}
