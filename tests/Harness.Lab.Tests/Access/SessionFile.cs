using Harness.Core.Postfix.Access.Matrix;

namespace Harness.Lab.Tests.Access;

/// <summary>
/// What a configuration is asked about besides: a file <c>sessions.txt</c> beside its main.cf, with lines
/// <c>client ADDRESS [NAME [REVERSE-NAME [LOGIN]]]</c>, <c>helo NAME</c>, <c>from SENDER</c>, <c>to RECIPIENT</c>.
/// </summary>
internal static class SessionFile
{
    public static MatrixAxes Read(string directory)
    {
        string file = Path.Combine(directory, "sessions.txt");
        (string Word, string Tail)[] lines = File.Exists(file)
            ? [.. File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#').Select(l => (l.Split(' ')[0], l[(l.IndexOf(' ') + 1)..]))]
            : [];
        return new MatrixAxes([.. Of("client").Select(Client)], [.. Of("helo")], [.. Of("from")], [.. Of("to")], []);

        IEnumerable<string> Of(string word) => lines.Where(l => l.Word == word).Select(l => l.Tail);
    }

    private static MatrixClient Client(string text)
    {
        string[] words = text.Split(' ');
        MatrixClient client = MatrixClient.Of(words[0], words.ElementAtOrDefault(1));
        return client with { ReverseName = words.ElementAtOrDefault(2) ?? client.ReverseName, Login = words.ElementAtOrDefault(3) };
    }
}
