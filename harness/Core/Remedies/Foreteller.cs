using Harness.Core.Dns;
using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Explaining;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Trace;
using Harness.Core.Smtp;

namespace Harness.Core.Remedies;

/// <summary>Foretells what becomes of attacks under one main.cf. For one thread.</summary>
/// <param name="server">The server.</param>
/// <param name="main">Its main.cf, or one that is tried in its place.</param>
internal sealed class Foreteller(ServerUnderTest server, MainCf main)
{
    private readonly Dictionary<string, AccessModel> _models = [];

    /// <summary>The main.cf.</summary>
    public MainCf Main => main;

    /// <summary>The parameters of the smtpd behind port 25.</summary>
    public ServiceParameters Parameters { get; } =
        EffectiveConfiguration.OfPublicSmtpd(main, server.Master, server.Release, server.Machine).Parameters;

    /// <summary>What a session will leave behind, as far as access restrictions decide; null where that cannot be foretold.</summary>
    public Observation? Foretell(Session session, ClientSeen client)
    {
        string helo = server.HeloName(client);
        return AccessDialogue.Of(session.Attack.Steps, session.Bind(server.Facts, helo, client.Address), client) is { } dialogue
            && (!dialogue.Session.Tls || OffersTls)
            && ModelOf(session.Attack.When) is { } model && Foretell(dialogue, model) is { } foretold
            ? session.Unseen with { Client = client, Outcome = foretold.Outcome, Trace = [], Decided = foretold.Decided, Predicted = foretold.Predicted }
            : null;
    }

    /// <summary>What an ordinary session is answered.</summary>
    public AccessOutcome Decide(AccessSession session) => Model(new Dictionary<string, string>()).Decide(session);

    // smtpd_use_tls is what older configurations have.
    private bool OffersTls => Parameters.Text("smtpd_tls_security_level") is not ("" or "none") || Parameters.Flag("smtpd_use_tls") == true;

    private static (Outcome Outcome, RestrictionStep? Decided, Prediction Predicted)? Foretell(AccessDialogue dialogue, AccessModel model)
    {
        AccessExplanation explained = Explain(dialogue.Session, model);
        AccessOutcome said = explained.Outcome;
        if (said.UnknownBecause is not null || said.Fatal is not null)
            return null;
        Stage stage = said.Stage switch
        {
            AccessCommand.Connect => Stage.Connect,
            AccessCommand.Helo => Stage.Helo,
            AccessCommand.Mail => Stage.Mail,
            AccessCommand.Rcpt => Stage.Rcpt,
            AccessCommand.Data => Stage.Data,
            AccessCommand.EndOfData => Stage.EndOfData,
            _ => dialogue.Stage,
        };
        bool early = said.Stage != dialogue.Session.Asked;
        // The session goes on after a refusal that no step awaits otherwise; what comes then is another session.
        if (early && dialogue.Unawaited.Contains(stage))
            return null;
        string? enhanced = said.Enhanced.Length == 0 ? null : said.Enhanced;
        int? code = said.Code == 0 ? null : said.Code;
        bool asAwaited = !early && (dialogue.Last is not { } last || (code is { } c && last.Matches(c, enhanced)));
        Ending ending = code is null ? Ending.Closed : asAwaited ? Ending.Completed : Ending.Turned;
        ExplainedStep? step = said.IsAccepted ? LastPermit(explained) : Refusing(explained.Lists, said.Restriction);
        SettingLine? at = step?.Place ?? said.Place;
        return (
            new Outcome(ending, stage, code, enhanced, said.Text),
            step is null ? null : new RestrictionStep("", step.Restriction, Zone(step), said.IsAccepted ? RestrictionStatus.Permit : RestrictionStatus.Reject) { Parameter = at?.Parameter },
            new Prediction(stage, code, enhanced, step?.Restriction ?? (said.Restriction.Length == 0 ? null : said.Restriction), at));
    }

    // A client that is refused its only recipient does not go on to DATA.
    private static AccessExplanation Explain(AccessSession session, AccessModel model)
        => session.Asked is AccessCommand.Data or AccessCommand.EndOfData
            && model.Explain(session with { Asked = AccessCommand.Rcpt }) is { Outcome: { IsAccepted: false } } refused ? refused : model.Explain(session);

    private AccessModel? ModelOf(IReadOnlyDictionary<string, string> when)
        => when.Values.All(w => ListModeWords.All.Contains(w)) ? Model(when) : null;

    private AccessModel Model(IReadOnlyDictionary<string, string> when)
    {
        string key = string.Join(' ', when.Select(w => $"{w.Key}={w.Value}"));
        if (!_models.TryGetValue(key, out AccessModel? model))
        {
            AccessWorld world = when.Count == 0 ? server.World
                : server.World with { Names = new SwitchedLists(server.World.Names, ListModeWords.Parse(when, [.. when.Keys])) };
            _models[key] = model = AccessModel.Of(Parameters, world);
        }

        return model;
    }

    // As smtpd's trace has it: a DNS list without its pattern.
    private static string? Zone(ExplainedStep step)
        => RestrictionNames.IsDnsList(step.Restriction) ? step.Argument?.Split('=')[0] : step.Argument;

    private static ExplainedStep? LastPermit(AccessExplanation explained)
        => explained.Lists.Select(l => l.Steps.Count > 0 ? l.Steps[^1] : null).LastOrDefault(s => s?.Result == StepResult.Permitted);

    private static ExplainedStep? Refusing(IEnumerable<ExplainedList> lists, string restriction)
    {
        foreach (ExplainedList list in lists.Reverse())
        {
            foreach (ExplainedStep step in list.Steps.Reverse())
            {
                if (Refusing(step.Inner, restriction) is { } inner)
                    return inner;
                if (step.Result == StepResult.Refused && step.Restriction.Equals(restriction, StringComparison.OrdinalIgnoreCase))
                    return step;
            }
        }

        return null;
    }
}
