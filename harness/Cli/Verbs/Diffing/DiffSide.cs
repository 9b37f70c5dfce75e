using Harness.Core.Evidence;
using Harness.Core.Verdicts.Behaviour.Records;
using Harness.Lab;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>OLD or NEW, before it is settled on which Postfix it stands.</summary>
/// <param name="Given">As the caller named it.</param>
/// <param name="Recording">What was recorded; null for a configuration.</param>
internal sealed record DiffSide(string Given, Recording? Recording)
{
    /// <summary>Looks at it.</summary>
    /// <exception cref="UsageException">It is a record that cannot be read.</exception>
    public static DiffSide Of(string given) => new(given, Verbs.Recording.Find(given));

    /// <summary>The run, where it is one.</summary>
    public RunRecord? Run => Recording?.Run;

    /// <summary>The Postfix that was recorded; null where none was, or where the lab has no such one.</summary>
    public PostfixVersion? Version => Recording switch
    {
        { Behaviour: { } behaviour } => PostfixVersion.Find(behaviour.Postfix) ?? throw new UsageException($"{Given}: recorded with the rules of Postfix {behaviour.Postfix}, and there are those of {string.Join(", ", PostfixVersion.All.Select(v => v.Number))}; record it again"),
        { Run.Target.Software: var software } => PostfixVersion.All.FirstOrDefault(v => software.StartsWith($"Postfix {v.Number}.", StringComparison.Ordinal) || software == $"Postfix {v.Number}"),
        _ => null,
    };

    /// <summary>Its configuration.</summary>
    /// <param name="version">The Postfix.</param>
    /// <param name="machine">What the machine is called, where a record says it.</param>
    public DiffConfiguration Configuration(PostfixVersion version, string? machine) => Recording?.Behaviour is { } behaviour
        ? DiffConfiguration.Of(ConfigurationSource.Open(behaviour, Given), version, machine) with { Answers = new RecordedAnswers(behaviour) }
        : DiffConfiguration.Of(ConfigurationSource.Open(Given), version, machine);
}
