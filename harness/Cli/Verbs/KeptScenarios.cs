using Harness.Core.Fuzz;

namespace Harness.Cli.Verbs;

/// <summary>Writes the scenarios of counterexamples; no file that is there is written over.</summary>
internal static class KeptScenarios
{
    private const int MostNames = 1000;

    /// <summary>Writes them, and says in the record where.</summary>
    /// <exception cref="UsageException">The directory cannot be written to.</exception>
    public static FuzzRecord Write(FuzzRecord record, string directory)
        => record with { Counterexamples = [.. record.Counterexamples.Select(c => c with { File = Write(c, record.Seed, directory) })] };

    private static string Write(Counterexample example, ulong seed, string directory)
    {
        string name = Path.Combine(directory, $"fuzz-{example.Breach.Kind.Word()}-{seed}-{example.Breach.Transaction}");
        for (int i = 1; i < MostNames; i++)
        {
            string file = i == 1 ? $"{name}.yaml" : $"{name}-{i}.yaml";
            try
            {
                using var writer = new StreamWriter(new FileStream(file, FileMode.CreateNew, FileAccess.Write));
                writer.Write(example.Scenario);
                return file;
            }
            catch (IOException) when (File.Exists(file))
            {
                // Another run found the same.
            }
            catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"{file}: cannot be written: {denied.Message}");
            }
        }

        throw new UsageException($"{name}.yaml and {MostNames} more are there already; give another --keep");
    }
}
