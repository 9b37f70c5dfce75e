using Harness.Core.Engine;

namespace Harness.Core.Mutation.Trials;

/// <summary>A server that stays up while one configuration after another is loaded into it.</summary>
public interface IMutantHost
{
    /// <summary>Loads a main.cf in the place of the original's.</summary>
    /// <param name="mainCf">Its text.</param>
    /// <param name="anew">Whether the server starts anew for it, so that nothing is left of the one before.</param>
    /// <param name="cancel">Gives up.</param>
    Task<LoadedMutant> LoadAsync(string mainCf, bool anew, CancellationToken cancel);
}

/// <summary>A configuration as it runs, or why it does not.</summary>
/// <param name="Target">The server with it; null where Postfix refuses it.</param>
/// <param name="Refused">What Postfix says to it, where it refuses it.</param>
/// <param name="Effective">A hash over every parameter as Postfix understands it; two of one hash are one configuration to it.</param>
/// <param name="StoppedAsync">Waits until a service of Postfix has given up over it, and returns what it said.</param>
public sealed record LoadedMutant(ITarget? Target, string? Refused, string? Effective, Func<CancellationToken, Task<string>> StoppedAsync);
