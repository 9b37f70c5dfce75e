namespace Harness.Core.Mutation.Trials;

/// <summary>What can prove that a mutant behaves as the original does.</summary>
public interface IEquivalence
{
    /// <summary>Whether Postfix itself sees the same configuration.</summary>
    bool IsSame(LoadedMutant mutant);

    /// <summary>What a model of the server says, without asking it.</summary>
    Prediction Predict(Mutant mutant);

    /// <summary>Holds the model against the server, which it may load anew for it: plays sessions that meet the mistake.</summary>
    /// <returns>The proof in a sentence; null where an answer differs from the original's, so that nothing is proven.</returns>
    Task<string?> ConfirmAsync(Mutant mutant, CancellationToken cancel);
}

/// <summary>What a model says of a mutant.</summary>
/// <param name="IsSame">Every session that it was asked about ends as with the original, and it knows all that was changed.</param>
/// <param name="Differs">A session that ends otherwise, with both answers; null where it knows none.</param>
public sealed record Prediction(bool IsSame, string? Differs)
{
    /// <summary>The model knows nothing of what was changed.</summary>
    public static Prediction Unknown { get; } = new(false, null);
}
