using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation;

/// <summary>A restriction of a list with what belongs to it: <c>warn_if_reject</c> before it, its argument after it.</summary>
/// <param name="Words">All its words, in order.</param>
/// <param name="NameAt">Which of them is the restriction's name.</param>
internal sealed record RestrictionEntry(IReadOnlyList<Word> Words, int NameAt)
{
    /// <summary>The restriction's name where it stands.</summary>
    public Word NameWord => Words[NameAt];

    /// <summary>The restriction's name, lower case as smtpd compares it.</summary>
    public string Name => NameWord.Text.ToLowerInvariant();

    /// <summary>Its argument, or null.</summary>
    public Word? Argument => NameAt + 1 < Words.Count ? Words[NameAt + 1] : null;

    /// <summary>Whether it only warns (warn_if_reject of postconf(5)).</summary>
    public bool OnlyWarns => NameAt > 0;

    /// <summary>Its first character in the file.</summary>
    public int Start => Words[0].Start;

    /// <summary>The character after its last one.</summary>
    public int End => Words[^1].End;

    /// <summary>The physical line on which it begins.</summary>
    public int Line => Words[0].Line;

    /// <summary>Puts the words of a list together.</summary>
    public static IReadOnlyList<RestrictionEntry> Of(IReadOnlyList<Word> words)
    {
        List<RestrictionEntry> entries = [];
        List<Word> current = [];
        for (int i = 0; i < words.Count; i++)
        {
            current.Add(words[i]);
            if (words[i].Text.Equals("warn_if_reject", StringComparison.OrdinalIgnoreCase) && i + 1 < words.Count)
            {
                continue;
            }

            int nameAt = current.Count - 1;
            if (RestrictionNames.TakesArgument(words[i].Text) && i + 1 < words.Count)
            {
                current.Add(words[++i]);
            }

            entries.Add(new RestrictionEntry([.. current], nameAt));
            current.Clear();
        }

        return entries;
    }
}
