using Harness.Core.Mutation.Trials;

namespace Harness.Lab.Mutants;

/// <summary>A lab in which mutants of a configuration take turns.</summary>
/// <param name="lab">The lab.</param>
/// <param name="original">The configuration as it runs there.</param>
public sealed class MutantHost(HarnessLab lab, LabTarget original) : IMutantHost
{
    /// <summary>The lab.</summary>
    internal HarnessLab Lab => lab;

    /// <inheritdoc/>
    public async Task<LoadedMutant> LoadAsync(string mainCf, bool anew, CancellationToken cancel)
    {
        try
        {
            LabTarget target = await lab.LoadAsync(original, mainCf, cancel, anew);
            return new LoadedMutant(target, null, target.Effective, target.StoppedAsync);
        }
        catch (ConfigurationRefusedException refused)
        {
            return new LoadedMutant(null, refused.Message, null, static _ => Task.FromResult(""));
        }
    }
}
