namespace Harness.Core.Mutation.Operators;

/// <summary>One slip of the finger, always the same for the same word.</summary>
internal static class Misspelling
{
    /// <summary>The word with two letters in its middle that have changed places; null where there are no two to change.</summary>
    public static string? Of(string word)
    {
        for (int i = Math.Max(1, word.Length / 2); i + 1 < word.Length; i++)
        {
            if (IsSlip(word, i))
            {
                return Swapped(word, i);
            }
        }

        for (int i = (word.Length / 2) - 1; i >= 0 && i + 1 < word.Length; i--)
        {
            if (IsSlip(word, i))
            {
                return Swapped(word, i);
            }
        }

        return null;
    }

    private static bool IsSlip(string word, int at) => char.IsAsciiLetter(word[at]) && char.IsAsciiLetter(word[at + 1]) && word[at] != word[at + 1];

    private static string Swapped(string word, int at) => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}";
}
