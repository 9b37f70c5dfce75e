namespace Harness.Mutants;

/// <summary>Tries one mutant after another in one process: a number is asked, <c>killed</c>, <c>survived</c> or <c>spoilt</c> is answered.</summary>
internal static class Worker
{
    public static int Run(string file)
    {
        TextWriter answers = Console.Out;
        var coverage = Coverage.Read(file);
        // A mutant in what is initialized once must be awake before that.
        int born = int.TryParse(Environment.GetEnvironmentVariable("MUTANT"), out int own) ? own : -1;
        MutantSwitch.Wake(born);
        RoomTests tests = new();
        answers.WriteLine("ready");
        answers.Flush();
        while (Console.In.ReadLine() is { } line)
        {
            int mutant = int.Parse(line);
            MutantSwitch.Wake(mutant);
            tests.Run(coverage.Of(mutant), stopAtFailure: true);
            // What is initialized once may be noticed far from where it stands.
            if (mutant == born && tests.Failure is null)
                tests.Run(coverage.Tests.Keys.ToHashSet(), stopAtFailure: true);
            string? failure = tests.Failure;
            MutantSwitch.Wake(-1);
            answers.WriteLine($"{(failure is null ? "survived" : StillFails(failure) ? "spoilt" : "killed")} {failure}");
            answers.Flush();
        }
        return 0;

        // What a mutant left behind in this process must kill no other.
        bool StillFails(string failure)
        {
            tests.Run(new HashSet<string> { failure }, stopAtFailure: true);
            return tests.Failure is not null;
        }
    }
}
