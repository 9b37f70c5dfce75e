namespace Harness.Core.Mutation;

/// <summary>A stretch of a text and what takes its place.</summary>
/// <param name="Start">Where it begins, in characters from 0.</param>
/// <param name="End">Where it ends; the character there stays.</param>
/// <param name="Text">What takes its place.</param>
internal readonly record struct Edit(int Start, int End, string Text)
{
    /// <summary>The text with every edit made; they must not overlap.</summary>
    public static string Apply(string text, IEnumerable<Edit> edits)
    {
        foreach (Edit edit in edits.OrderByDescending(e => e.Start))
        {
            text = string.Concat(text.AsSpan(0, edit.Start), edit.Text, text.AsSpan(edit.End));
        }

        return text;
    }
}
