namespace Harness.Core.Verdicts.Behaviour;

/// <summary>Changes that are expected: kinds, and statements by their line, in which <c>*</c> stands for anything.</summary>
public sealed class Allowance
{
    private readonly HashSet<ChangeKind> _kinds = [];
    private readonly List<string> _lines = [];

    /// <summary>Whether nothing is expected.</summary>
    public bool IsEmpty => _kinds.Count == 0 && _lines.Count == 0;

    /// <summary>Reads the word of a kind; false for any other word.</summary>
    public bool TryAddKind(string word)
    {
        foreach (ChangeKind kind in Enum.GetValues<ChangeKind>())
        {
            if (BehaviourWords.Of(kind) == word)
                return _kinds.Add(kind) || true;
        }
        return false;
    }

    /// <summary>Reads a file of them: a kind or a statement a line, <c>#</c> begins a comment.</summary>
    public void AddLines(string text)
    {
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (!TryAddKind(line))
                _lines.Add(line);
        }
    }

    /// <summary>Whether a difference is expected.</summary>
    public bool Covers(BehaviourStatement statement) => Covers(statement.Kind, BehaviourWords.Headline(statement));

    /// <summary>Whether a difference is expected.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="headline">Its line, without the number of sessions.</param>
    public bool Covers(ChangeKind kind, string headline)
        => _kinds.Contains(kind) || _lines.Exists(l => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(l.Replace(@"\", @"\\", StringComparison.Ordinal), headline, ignoreCase: false));
}
