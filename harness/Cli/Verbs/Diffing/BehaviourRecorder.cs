using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Verdicts.Behaviour;
using Harness.Core.Verdicts.Behaviour.Records;
using Harness.Lab;
using Harness.Lab.Plays;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>Records what one configuration does.</summary>
internal static class BehaviourRecorder
{
    private const string ServerFolder = "/etc/postfix/";
    private const long Largest = 16 * 1024 * 1024;

    /// <summary>By the model alone.</summary>
    public static BehaviourRecord Predict(DiffConfiguration configuration)
    {
        var matrix = DerivedMatrix.Of(configuration.Source);
        AccessModel model = Prediction.Model(configuration, matrix.Names);
        matrix = OrdinarySession.For(matrix, model);
        LookAtAll(matrix, model);
        var login = new PossibleLogin(configuration.Source.Parameters);
        return Record(configuration, MatrixCells.Plain(matrix).Select(login.Of).Select(s => RecordedSession.Of(s, matrix.Names, model.Decide(s), isPlayed: false)));
    }

    /// <summary>On a real server; by the model what the lab cannot play.</summary>
    public static Task<BehaviourRecord> PlayAsync(DiffConfiguration configuration, Terminal terminal, CancellationToken cancel)
        => RunProgress.ShowAsync(terminal, "the lab", async progress =>
        {
            progress.Say("starting the lab");
            _ = Predict(configuration);
            using var files = new PatientFiles(configuration.Files);
            (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files.Files, progress.Say, cancel, configuration.Version);
            await using (lab)
            {
                var cells = LabMatrix.Of([await lab.ServerSideAsync(target, cancel)], [.. target.MatrixClients()]);
                AccessSession[] all = [.. MatrixCells.Plain(cells.Matrix).Select(cells.Sides[0].Login.Of)];
                AccessSession[] playable = [.. all.Where(cells.IsPlayable)];
                progress.Say($"playing {playable.Length} sessions");
                IReadOnlyList<PlayedSession> played = await target.AccessPlayer().PlayAsync(playable, cancel);
                Dictionary<AccessSession, AccessOutcome> seen = played.Where(p => p.Observed is not null).ToDictionary(p => p.Session, p => p.Observed!, ReferenceEqualityComparer.Instance as IEqualityComparer<AccessSession>);
                return Record(configuration, all.Select(s => seen.TryGetValue(s, out AccessOutcome? outcome) ? Played(s, outcome) : RecordedSession.Of(s, cells.Names, cells.Sides[0].Model.Decide(s), isPlayed: false)));

                RecordedSession Played(AccessSession session, AccessOutcome outcome)
                {
                    AccessOutcome foretold = cells.Sides[0].Served.Decide(session);
                    bool isForetold = foretold.UnknownBecause is not null || (foretold.Stage == outcome.Stage && foretold.Code == outcome.Code && foretold.Enhanced == outcome.Enhanced);
                    return RecordedSession.Of(session, cells.Names, outcome, isPlayed: true) with
                    {
                        Foretold = isForetold ? null : $"{foretold.Code} {foretold.Enhanced}".TrimEnd() + $" at {foretold.Stage.ToWord()}",
                    };
                }
            }
        });

    private static BehaviourRecord Record(DiffConfiguration configuration, IEnumerable<RecordedSession> sessions)
    {
        List<RecordedFile> files = [RecordedText.MainCf(configuration.Files.Text)];
        if (MasterFile.Text(configuration.Files) is { } master)
            files.Add(RecordedText.MasterCf(master));
        foreach ((string path, string text) in configuration.Read.Present.Where(f => f.Path.StartsWith(ServerFolder, StringComparison.Ordinal)))
        {
            string name = path[ServerFolder.Length..];
            if (name is "main.cf" or "master.cf")
                continue;
            files.Add(RecordedText.Table(name, text) ?? throw new UsageException($"{configuration.Files.Given}: {name} is named as a table and looks like a private key, which no record should have; nothing was recorded"));
        }
        if (files.Sum(f => (long)f.Text.Length) > Largest)
            throw new UsageException($"{configuration.Files.Given}: its tables have more than {Largest >> 20} MiB, which no record should; compare the directories themselves");
        string given = configuration.Files.Given.TrimEnd('/');
        return new(BehaviourRecord.CurrentSchema, Path.IsPathRooted(given) ? Path.GetFileName(given) : given, configuration.Version.Number, files, [.. sessions.DistinctBy(s => s.Key())])
        {
            Machine = configuration.Files.MainCf.Find("myhostname") is null ? Environment.MachineName : null,
        };
    }

    // A table that stands behind another is read when a session comes to it.
    private static void LookAtAll(DerivedMatrix matrix, AccessModel model)
    {
        foreach (AccessSession session in MatrixCells.Near(matrix))
            _ = model.Decide(session);
    }
}
