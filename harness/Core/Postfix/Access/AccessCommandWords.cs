namespace Harness.Core.Postfix.Access;

/// <summary>The spelling of an <see cref="AccessCommand"/> in options and reports.</summary>
public static class AccessCommandWords
{
    private static readonly string[] Words = ["connect", "helo", "mail", "rcpt", "data", "end-of-data", "vrfy", "etrn"];

    /// <summary>All spellings, in the order of a session.</summary>
    public static IReadOnlyList<string> All => Words;

    /// <summary>Spells a command in lower case: <c>end-of-data</c> for <see cref="AccessCommand.EndOfData"/>.</summary>
    public static string ToWord(this AccessCommand command) => Words[(int)command];

    /// <summary>Reads the spelling that <see cref="ToWord"/> writes.</summary>
    /// <returns>Null where no command is spelt so.</returns>
    public static AccessCommand? Parse(string word) => Array.IndexOf(Words, word) is >= 0 and var at ? (AccessCommand)at : null;
}
