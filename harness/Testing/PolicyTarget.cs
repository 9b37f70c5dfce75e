using Harness.Core.Engine;
using Harness.Core.Engine.Remote;
using Harness.Core.Evidence;
using Harness.Core.Remedies;
using Harness.Core.Reports;
using Harness.Core.Smtp;
using Harness.Core.Verdicts;
using Harness.Lab;

namespace Harness.Testing;

/// <summary>What the attacks of a policy are played at.</summary>
/// <param name="Server">The server.</param>
/// <param name="Lab">The lab it is in; null for one outside.</param>
/// <param name="Outside">What the caller said of a server outside; null for the lab's.</param>
/// <param name="Told">Takes progress.</param>
internal sealed record PolicyTarget(ITarget Server, WarmLab? Lab, RemoteServer? Outside, Action<string> Told)
{
    /// <summary>The file that the run record is written to, for <c>judge</c> and <c>merge</c>; null for none.</summary>
    public string? RecordFile { get; init; }

    /// <summary>The configuration that a lab runs.</summary>
    public static PolicyTarget Of(WarmLab lab) => new(lab.Target, lab, null, WarmLab.Progress);

    /// <summary>Plays attacks in one run, and judges it.</summary>
    public async Task<Judgement> JudgeAsync(IReadOnlyList<PolicyCase> cases, CancellationToken cancel)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        Policy policy = cases[0].Policy;
        var run = new AttackRun(Server, Deadlines.Default, TimeProvider.System);
        RunPlan plan = run.Plan([.. cases.Select(c => c.Attack)]);
        Told(Server is RemoteTarget remote ? RemoteAnnouncement.Of(remote, Outside!, plan) : $"playing {plan.Sessions} sessions for {cases.Count} claims");
        ServerUnderTest? model = Lab is null ? null : (await Lab.Lab.ServerSideAsync(Lab.Target, cancel)).UnderTest(Lab.Target);
        RunRecord record = await run.PlayAsync([.. cases.Select(c => c.Attack)], policy.Name, started, null, cancel);
        Told($"played in {record.Seconds} s");
        record = record with { PolicyText = policy.Text, Shard = CallerSettings.Find("shard") };
        Judgement judgement = Judge.Judging(model is null ? record : Foretelling.Add(record, policy, model), policy);
        await KeepAsync(judgement, cancel);
        return judgement;
    }

    private async Task KeepAsync(Judgement judgement, CancellationToken cancel)
    {
        if (RecordFile is null)
        {
            return;
        }

        try
        {
            await using StreamWriter file = File.CreateText(RecordFile);
            new JsonReport().Write(judgement, file);
            await file.FlushAsync(cancel);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"{CallerSettings.Spelling("record")} {RecordFile}: cannot be written: {denied.Message}", denied);
        }
    }
}
