namespace Harness.Core.Mutation.Trials;

/// <summary>Takes for equivalent only what comes to the same parameters.</summary>
/// <param name="original">The original as it was loaded.</param>
public sealed class SameParameters(LoadedMutant original) : IEquivalence
{
    /// <inheritdoc/>
    public bool IsSame(LoadedMutant mutant) => original.Effective is { } hash && mutant.Effective == hash;

    /// <inheritdoc/>
    public Prediction Predict(Mutant mutant) => Prediction.Unknown;

    /// <inheritdoc/>
    public Task<string?> ConfirmAsync(Mutant mutant, CancellationToken cancel) => Task.FromResult<string?>(null);
}
