using Harness.Core.Postfix.Intake;
using Harness.Core.Scenarios;

namespace Harness.Core.Evidence;

/// <summary>
/// Everything one run saw, and everything needed to judge it again without a server. Its JSON form is published as
/// <c>fixtures/schema/run.schema.json</c>.
/// </summary>
public sealed record RunRecord
{
    /// <summary>The version of the JSON form this program writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Name and version of this program, as it writes them into its records.</summary>
    public static string CurrentTool { get; } = $"smtp-harness {typeof(RunRecord).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>The version of the JSON form.</summary>
    public required int Schema { get; init; }

    /// <summary>Name and version of the program that wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took, in seconds, the lab's start included.</summary>
    public required double Seconds { get; init; }

    /// <summary>The name of the policy it was judged by.</summary>
    public required string Policy { get; init; }

    /// <summary>That policy's text, so that the run can be judged by it where its file is not.</summary>
    public string PolicyText { get; init; } = "";

    /// <summary>Which part of the attacks was played, as in <c>2/5</c>; null where all of them were.</summary>
    public string? Shard { get; init; }

    /// <summary>What was attacked.</summary>
    public required TargetRecord Target { get; init; }

    /// <summary>Ordinary mail, delivered before and after the attacks.</summary>
    public required IReadOnlyList<Bracket> Bracket { get; init; }

    /// <summary>The attacks that were played, as they were defined then.</summary>
    public required IReadOnlyList<Attack> Attacks { get; init; }

    /// <summary>What they left behind.</summary>
    public required IReadOnlyList<Observation> Observations { get; init; }

    /// <summary>The lines that mend what did not hold, by attack; none where there is no configuration.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>What mends everything at once that decided the exit status; null where fewer than two claims did.</summary>
    public PasteBlock? Paste { get; init; }

    /// <summary>What was held of it when the record was written; null in a record that is evidence alone.</summary>
    public RecordedJudgement? Judgement { get; init; }
}

/// <summary>The server under test and what the lab did to run it.</summary>
/// <param name="Name">The configuration's path as given, or host and port.</param>
/// <param name="Software">What the server is, as in <c>Postfix 3.7.11</c>.</param>
/// <param name="MainCf">The text of main.cf as the user has it, or null for a server that is not the lab.</param>
/// <param name="MainCfFile">The path of main.cf as the user gave it.</param>
/// <param name="Overlay">What the lab changed to run the configuration.</param>
/// <param name="Clients">The clients the run could speak as.</param>
/// <param name="CertificateSha256">Fingerprint (hexadecimal) of the certificate the configuration names, or null.</param>
/// <param name="Warnings">What the server said about its own configuration while starting.</param>
public sealed record TargetRecord(
    string Name,
    string Software,
    string? MainCf,
    string? MainCfFile,
    IReadOnlyList<OverlayLine> Overlay,
    IReadOnlyList<ClientSeen> Clients,
    string? CertificateSha256,
    IReadOnlyList<string> Warnings)
{
    /// <summary>What the configuration names and the lab cannot have, with what stood there in its place.</summary>
    public IReadOnlyList<StandIn> StandIns { get; init; } = [];

    /// <summary>
    /// Of a record joined from several labs: the fingerprints of that certificate in the others, each of which made its own where the
    /// configuration's is not there.
    /// </summary>
    public IReadOnlyList<string> OtherCertificates { get; init; } = [];

    /// <summary>Whether a fingerprint is that of the certificate the configuration names.</summary>
    public bool IsConfigured(string? sha256) => sha256 is not null && (sha256 == CertificateSha256 || OtherCertificates.Contains(sha256));
}

/// <summary>One change of the lab to the user's configuration.</summary>
/// <param name="Change">The setting or file, as in <c>in_flow_delay = 0</c>.</param>
/// <param name="Why">What it is for.</param>
public sealed record OverlayLine(string Change, string Why);

/// <summary>An ordinary delivery that must work around the attacks, or nothing is proven.</summary>
/// <param name="When"><c>before</c> or <c>after</c>.</param>
/// <param name="Accepted">Whether the server took the message.</param>
/// <param name="Detail">Its last reply, or what went wrong.</param>
public sealed record Bracket(string When, bool Accepted, string Detail);
