using System.Text.Json.Serialization;

namespace Harness.Core.Verdicts.Behaviour.Records;

/// <summary>
/// What one configuration does, to be kept beside it: its files, so that whatever it does can be derived again, and the answers to the
/// sessions that depart from the ordinary one in a property. Its JSON form is published as <c>fixtures/schema/behaviour.schema.json</c>.
/// </summary>
/// <param name="Schema">The version of the JSON form.</param>
/// <param name="Configuration">The configuration as it was named, without the folders above it.</param>
/// <param name="Postfix">The Postfix whose rules hold, as in <c>3.7</c>.</param>
/// <param name="Files">main.cf, master.cf, and every file that decides about a session.</param>
/// <param name="Sessions">The sessions with their answers, in the order of the matrix.</param>
public sealed record BehaviourRecord(string Schema, string Configuration, string Postfix, IReadOnlyList<RecordedFile> Files, IReadOnlyList<RecordedSession> Sessions)
{
    /// <summary>The JSON form that this program writes and reads.</summary>
    public const string CurrentSchema = "harness-behaviour-1";

    /// <summary>What the machine is called, where main.cf does not say it.</summary>
    public string? Machine { get; init; }

    /// <summary>How many of the answers a real server gave.</summary>
    [JsonIgnore]
    public int Played => Sessions.Count(s => s.IsPlayed);
}

/// <summary>A file of a configuration.</summary>
/// <param name="Path">Where it is below the configuration's directory.</param>
/// <param name="Lines">Its text, cut at line feeds.</param>
public sealed record RecordedFile(string Path, IReadOnlyList<string> Lines)
{
    /// <summary>Its text.</summary>
    [JsonIgnore]
    public string Text => string.Join('\n', Lines);
}
