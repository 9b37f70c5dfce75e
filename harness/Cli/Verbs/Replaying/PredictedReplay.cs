using Harness.Cli.Verbs.Diffing;
using Harness.Core.MailLogs.Sessions;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;
using Harness.Core.Replay;
using Harness.Core.Verdicts.Behaviour;

namespace Harness.Cli.Verbs.Replaying;

/// <summary>The sessions of a log, decided by the model of a configuration in the DNS that the log implies.</summary>
internal sealed class PredictedReplay
{
    private readonly AccessModel _taken;
    private readonly AccessModel _refused;
    private readonly AccessModel _strictlyTaken;
    private readonly AccessModel _strictlyRefused;
    private readonly PossibleLogin _login;
    private readonly ReplayRemarks _remarks;

    /// <summary>Reads the configuration and decides.</summary>
    /// <exception cref="UsageException">Something of it cannot be read.</exception>
    public PredictedReplay(ReplayRequest request, LoggedMail mail)
    {
        (Request, Mail) = (request, mail);
        PostfixRelease release = PostfixRelease.Parse(request.Version.Number)!.Value;
        Configuration = EffectiveConfiguration.OfPublicSmtpd(request.Configuration.MainCf, MasterFile.Of(request.Configuration), release, MachineFacts.Named(Environment.MachineName));
        Parameters = Configuration.Parameters;
        bool goesOn = ReplayedSession.GoesOn(Parameters);
        Sessions = [.. mail.Sessions.Select(s => ReplayedSession.Of(s.Key, s.Value, goesOn)).OfType<ReplayedSession>()];
        Accounts = Recipients(mail);
        var tables = new TableOpener(new AssumedFiles(AssumedFiles.Beside(request.Configuration)), release, [.. Accounts]);
        _login = new(Parameters);
        LoggedFacts all = mail.OfRefusals.With(mail.OfWarnings);
        (Taken, Refused) = (Names(mail.OfWarnings, NameStatus.Found), Names(all, NameStatus.Found));
        (_taken, _refused) = (Model(Taken), Model(Refused));
        (_strictlyTaken, _strictlyRefused) = (Model(Names(mail.OfWarnings, NameStatus.Unknown)), Model(Names(all, NameStatus.Unknown)));
        _remarks = new(this);
        Outcomes = [.. Sessions.Select(Decided)];

        AccessModel Model(DnsFacts names) => AccessModel.Of(Parameters, new(tables, names));
    }

    public ReplayRequest Request { get; }

    public LoggedMail Mail { get; }

    public EffectiveConfiguration Configuration { get; }

    public ServiceParameters Parameters { get; }

    /// <summary>The sessions of the log.</summary>
    public IReadOnlyList<ReplayedSession> Sessions { get; }

    /// <summary>What they come to.</summary>
    public IReadOnlyList<ReplayedOutcome> Outcomes { get; }

    /// <summary>Local accounts, as the log implies them.</summary>
    public IReadOnlySet<string> Accounts { get; }

    /// <summary>The DNS for what was taken.</summary>
    public ImpliedNames Taken { get; }

    /// <summary>The DNS for what was refused.</summary>
    public ImpliedNames Refused { get; }

    /// <summary>The session as it can be with this configuration.</summary>
    public AccessSession Possible(ReplayedSession replayed) => _login.Of(replayed.Session);

    /// <summary>What the model says of it.</summary>
    public AccessOutcome Decide(ReplayedSession replayed) => (replayed.Logged.Answer.IsAccepted ? _taken : _refused).Decide(Possible(replayed));

    /// <summary>The comparison, by the model alone unless more is known.</summary>
    public Comparison Comparison(int played = 0, string basis = "predicted", IReadOnlyList<ComparedDisagreement>? disagreements = null)
    {
        string log = Request.Files.Count == 1 ? Request.Files[0] : $"{Request.Files[0]} and {Request.Files.Count - 1} more";
        var before = new ComparedSide(log, "the server that wrote it", 0) { IsRecorded = true };
        ComparedSide after = Side(played);
        var shown = new ReplayedLine(this);
        return new ReplayComparison(before, after, s => (shown.InLog(s), shown.Explained(s))).Of(Outcomes, basis) with
        {
            Remarks = _remarks.All(),
            Disagreements = disagreements ?? [],
        };
    }

    /// <summary>The configuration as reports name it.</summary>
    public ComparedSide Side(int played) => new(Request.Configuration.Given, $"Postfix {Request.Version.Number}", played);

    private ReplayedOutcome Decided(ReplayedSession replayed)
    {
        AccessOutcome outcome = Decide(replayed);
        // What was taken was asked by a server that may not have had these lists and these questions: does it matter?
        string? open = outcome.UnknownBecause is null ? (replayed.Logged.Answer.IsAccepted ? _strictlyTaken : _strictlyRefused).Decide(Possible(replayed)).UnknownBecause : null;
        if (open is not null)
            _remarks.Supposed(open);
        return new(replayed, outcome) { Supposed = open };
    }

    private ImpliedNames Names(LoggedFacts facts, NameStatus untold) => new(Mail, DnsListZones.Of(Parameters), Request.Dns, facts, untold);

    // A recipient of whom no refusal says that he does not exist, does.
    private static HashSet<string> Recipients(LoggedMail mail)
    {
        var unknown = mail.UnknownRecipients.Select(ReplayLine.Local).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return mail.Sessions.Keys.Where(s => s.Recipient is not null && (s.Answer.IsAccepted || !unknown.Contains(ReplayLine.Local(s.Recipient)))).Select(s => ReplayLine.Local(s.Recipient!)).Append("postmaster").ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
