using Harness.Lab;

namespace Harness.Testing;

/// <summary>The machine that the lab is to run on.</summary>
internal static class Machine
{
    /// <summary>Set to 1, it has the machine made ready where it is not: as root on Debian and its children a Docker engine is installed and started.</summary>
    public const string MakeReady = "HARNESS_MAKE_READY";

    /// <summary>Makes sure of an engine and of the base image, or says what to do.</summary>
    /// <exception cref="LabException">There is no engine, or no base image, and nobody asked for them; or they could not be had.</exception>
    public static async Task ReadyAsync(PostfixVersion postfix, Action<string> told, CancellationToken cancel)
    {
        // What can be said of an engine elsewhere, the lab says itself.
        if ((Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host && !host.StartsWith("unix:", StringComparison.Ordinal))
            || (await Doctor.ExamineAsync(cancel)).FirstOrDefault(s => s is { IsThere: false, Needed: true }) is not { } lacking)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable(MakeReady) != "1")
        {
            throw new LabException($"{lacking.Part}: {lacking.Detail} (without that program: bash {Readiness.Script}; or set {MakeReady}=1, and the tests do it)");
        }

        told($"making the machine ready: {Readiness.Script}");
        if (!await Readiness.PrepareAsync([postfix], told, cancel))
        {
            throw new LabException($"{Readiness.Script} could not make this machine ready for the lab; the lines above it say why");
        }
    }
}
