using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Core.Reports.Sarif;

/// <summary>A SARIF 2.1.0 log with one run: what every report in that form has around its rules and results.</summary>
internal static partial class SarifDocument
{
    private static readonly JsonSerializerOptions _options = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The log, and a final line feed. It is ASCII: what is beyond stands as escapes.</summary>
    /// <param name="tool">The driver's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="rules">Its rules; results refer to them by place.</param>
    /// <param name="results">The results.</param>
    /// <param name="more">Further members of the run.</param>
    public static string Write(string tool, string version, IEnumerable<JsonObject> rules, IEnumerable<JsonObject> results, params (string Name, JsonNode Value)[] more)
    {
        var run = new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = tool,
                    ["version"] = version,
                    ["rules"] = new JsonArray([.. rules]),
                },
            },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. results]),
        };
        foreach ((string name, JsonNode value) in more)
            run[name] = value;
        return new JsonObject
        {
            ["version"] = "2.1.0",
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["runs"] = new JsonArray(run),
        }.ToJsonString(_options) + "\n";
    }

    /// <summary>A message, or a description of a rule, in plain words and, where wanted, in Markdown.</summary>
    public static JsonObject Message(string text, string? markdown = null)
    {
        // SARIF §3.11.5 and §3.11.6: {0} would be a placeholder, and [words](address) a link.
        string plain = Placeholder().Replace(text, "{{$1}}").Replace("](", "] (", StringComparison.Ordinal);
        var message = new JsonObject { ["text"] = plain };
        if (markdown is not null)
            message["markdown"] = Placeholder().Replace(markdown, "{{$1}}");
        return message;
    }

    /// <summary>A place in a file; relative paths are those of the checkout, which is what code hosts look lines up in.</summary>
    /// <param name="file">The path as the user gave it.</param>
    /// <param name="line">The line, counted from 1; what is below stands for the file's beginning.</param>
    public static JsonObject Place(string file, int line) => new()
    {
        ["physicalLocation"] = new JsonObject
        {
            ["artifactLocation"] = new JsonObject { ["uri"] = Uri(file) },
            ["region"] = new JsonObject { ["startLine"] = Math.Max(1, line) },
        },
    };

    /// <summary>A path as a URI reference.</summary>
    public static string Uri(string file)
    {
        string path = file.Length <= LongestPath ? file : file[..LongestPath];
        string[] names = [.. path.Split('/').Where(n => n is not ("" or "."))];
        string escaped = string.Join('/', names.Select(System.Uri.EscapeDataString));
        return path.StartsWith('/') ? $"file:///{escaped}" : escaped.Length == 0 ? "main.cf" : escaped;
    }

    private const int LongestPath = 1000;

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Placeholder();
}
