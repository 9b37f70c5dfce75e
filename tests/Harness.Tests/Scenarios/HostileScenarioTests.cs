using System.Text;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Tests.Scenarios;

public class HostileScenarioTests
{
    private const string Policy = "title: t\nrules:\n  - { attacks: 'outbound/*', level: must }\nexceptions:\n  - { attacks: 'x/y', reason: r }\n";

    [TestCase("bad-helo.yaml", 1)]
    [TestCase("every-step.yaml", 2)]
    public void A_mutated_scenario_is_read_or_refused(string sample, int seed)
        => Mutations(SampleScenarios.Text(sample), seed).Should().OnlyContain(t => IsReadOrRefused(() => ScenarioReader.Read(t, "x.yaml")));

    [Test]
    public void A_mutated_policy_is_read_or_refused()
        => Mutations(Policy, 3).Should().OnlyContain(t => IsReadOrRefused(() => PolicyReader.Read(t, "x", "x.yaml")));

    private static bool IsReadOrRefused(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (FixtureException e)
        {
            return e.Line >= 1 && !e.Message.Any(char.IsControl);
        }
        catch (Exception e)
        {
            TestContext.Out.WriteLine(e);
            return false;
        }
    }

    private static IEnumerable<string> Mutations(string text, int seed)
    {
        string[] bits = ["{", "}", "[", "]", ":", ": ", "- ", "\n", "\n  ", "\"", "'", "#", "&a ", "*a", "!t ", "|\n", ">", "?", "\\", "\\x00", "\\ud800", "\t", "\0", "---\n", "...\n", "%YAML", "~", "true", "0", "é", "\ud83d", "{a}", "<<: "];
        string[] lines = text.Split('\n');
        Random random = new(seed);
        for (int i = 0; i < 600; i++)
        {
            StringBuilder mutant = new(text);
            for (int n = random.Next(1, 4); n > 0 && mutant.Length > 0; n--)
            {
                int at = random.Next(mutant.Length);
                _ = random.Next(5) switch
                {
                    0 => mutant.Insert(at, bits[random.Next(bits.Length)]),
                    1 => mutant.Remove(at, Math.Min(random.Next(1, 12), mutant.Length - at)),
                    2 => mutant.Insert(at, lines[random.Next(lines.Length)] + "\n"),
                    3 => mutant.Replace(text[random.Next(text.Length)], bits[random.Next(bits.Length)][0], at, Math.Min(20, mutant.Length - at)),
                    _ => mutant.Remove(at, mutant.Length - at),
                };
            }

            yield return mutant.ToString();
        }
    }
}
