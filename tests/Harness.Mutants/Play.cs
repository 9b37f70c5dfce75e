namespace Harness.Mutants;

/// <summary>The tests' assembly is its own player: Stryker starts a test host for each mutant, which takes longer than the tests.</summary>
internal static class Play
{
    private static async Task<int> Main(string[] args) => args switch
    {
        ["cover", var file] => Coverage.Take(file),
        ["work", var file] => Worker.Run(file),
        ["play", var report, var workers, var percent] => await Player.RunAsync(report, int.Parse(workers), int.Parse(percent)),
        ["tell", var report] => Findings.Tell(report),
        _ => throw new ArgumentException("cover FILE | work FILE | play REPORT WORKERS PERCENT | tell REPORT"),
    };
}
