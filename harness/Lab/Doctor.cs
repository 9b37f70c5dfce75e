using Harness.Lab.Containers;

namespace Harness.Lab;

/// <summary>What a machine has and lacks for the lab.</summary>
/// <param name="Part">What was looked for.</param>
/// <param name="IsThere">Whether it is there.</param>
/// <param name="Needed">Whether the lab cannot run without it.</param>
/// <param name="Detail">What was found, or what to do.</param>
public sealed record Symptom(string Part, bool IsThere, bool Needed, string Detail);

/// <summary>Looks at the machine; changes nothing.</summary>
public static class Doctor
{
    /// <summary>Everything the lab stands on, in the order it is needed.</summary>
    public static async Task<IReadOnlyList<Symptom>> ExamineAsync(CancellationToken cancel)
    {
        var symptoms = new List<Symptom>
        {
            new(".NET", true, true, Environment.Version.ToString()),
        };
        EngineFacts? engine = await ContainerEngine.LookAsync(cancel);
        symptoms.Add(engine is null
            ? new Symptom("Docker engine", false, true, $"none answers at {ContainerEngine.Host}: run {Readiness.Command} as root, or start it")
            : new Symptom("Docker engine", true, true, $"{engine.Version}, API {engine.ApiVersion}, at {ContainerEngine.Host}"));
        if (engine is not null)
        {
            // The lab itself stands on the default's suite, whichever Postfix it runs.
            symptoms.Add(Base("base image", PostfixVersion.Default, engine, needed: true));
            symptoms.AddRange(PostfixVersion.All.Where(v => v != PostfixVersion.Default).Select(v => Base($"Postfix {v.Number}", v, engine, needed: false)));
            IReadOnlyList<string> missing = await LabImages.MissingAsync(engine.Images, PostfixVersion.Default, cancel);
            symptoms.Add(missing.Count == 0
                ? new Symptom("lab images", true, false, "built")
                : new Symptom("lab images", false, false, $"{string.Join(", ", missing)}: the next run builds them, about a minute"));
            symptoms.Add(engine.HasReaper
                ? new Symptom("reaper", true, false, "cleans up after a killed run")
                : new Symptom("reaper", false, false, "its image is not here; the next run sweeps what a killed one left"));
        }

        return symptoms;
    }

    private static Symptom Base(string part, PostfixVersion postfix, EngineFacts engine, bool needed) => engine.HasBaseImage(postfix)
        ? new Symptom(part, true, needed, postfix.BaseImage)
        : new Symptom(part, false, needed, $"{postfix.BaseImage} is not there: {Readiness.CommandFor(postfix)} gets or makes it");
}
