using System.Text;

namespace Harness.Tests.Cli;

/// <summary>The words of a command line as a POSIX shell reads them, as far as replay lines use it.</summary>
internal static class ShellWords
{
    public static IReadOnlyList<string> Of(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '\'')
            {
                int close = line.IndexOf('\'', i + 1);
                (word ??= new()).Append(line, i + 1, close - i - 1);
                i = close;
            }
            else if (line[i] == ' ')
            {
                if (word is not null)
                    words.Add(word.ToString());
                word = null;
            }
            else
            {
                if (line[i] == '\\')
                    i++;
                (word ??= new()).Append(line[i]);
            }
        }
        if (word is not null)
            words.Add(word.ToString());
        return words;
    }
}
