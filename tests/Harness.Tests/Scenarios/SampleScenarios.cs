using Harness.Core.Scenarios;

namespace Harness.Tests.Scenarios;

/// <summary>The samples beside these tests, and one attack that tests change a line of.</summary>
internal static class SampleScenarios
{
    public const string Attack = """
        id: helo/pc
        claim: a bare word is turned away
        source: { rfc: "5321 §4.1.1.1" }
        from: outsider
        steps: [{ say: "HELO {helo}", await: 250 }]
        pass: { stage: rcpt, reply: 5xx }
        remedy: reject it
        control: none

        """;

    public static string Directory => Path.Combine(AppContext.BaseDirectory, "Scenarios", "samples");

    public static string Text(string name) => File.ReadAllText(Path.Combine(Directory, name));

    public static IReadOnlyList<Attack> Read(string name) => ScenarioReader.ReadFile(Path.Combine(Directory, name));

    /// <summary>The attack with one of its lines replaced, found by its key; an unknown key adds the line.</summary>
    public static string With(params string[] lines)
    {
        List<string> text = [.. Attack.TrimEnd().Split('\n')];
        foreach (string line in lines)
        {
            int at = text.FindIndex(l => l.StartsWith(line.Split(':')[0] + ":", StringComparison.Ordinal));
            if (at < 0)
            {
                text.Add(line);
            }
            else
            {
                text[at] = line;
            }
        }

        return string.Join('\n', text) + "\n";
    }

    public static string Without(string key)
        => string.Join('\n', Attack.Split('\n').Where(l => !l.StartsWith(key + ":", StringComparison.Ordinal)));
}
