namespace Harness.Core.Mutation.Trials;

/// <summary>What became of a mutant.</summary>
public enum Fate
{
    /// <summary>Something that counted on the original went wrong: whoever runs the tests would have noticed.</summary>
    Killed,

    /// <summary>Every attack that held on the original held.</summary>
    Survived,

    /// <summary>It is proven to behave as the original does: there is nothing to notice.</summary>
    Equivalent,

    /// <summary>The harness could not say; counts against the score.</summary>
    NotEstablished,
}
