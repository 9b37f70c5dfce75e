using System.Text.Json;

namespace Harness.Core.Evidence;

/// <summary>What System.Text.Json says of a text, for a line that goes on after it.</summary>
internal static class JsonComplaint
{
    /// <summary>The line where it is known, counted from 1, and what is wrong there, without a full stop.</summary>
    /// <param name="e">What was thrown while the text was read.</param>
    public static string Of(Exception e)
    {
        string at = e is JsonException { LineNumber: { } line } ? $"line {line + 1}: " : "";
        return at + e.Message.Split(" Path:")[0].Split(" LineNumber:")[0].TrimEnd('.');
    }
}
