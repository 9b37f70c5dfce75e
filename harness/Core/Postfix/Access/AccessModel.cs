using Harness.Core.Postfix.Access.Compiling;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Explaining;
using Harness.Core.Postfix.Access.Sessions;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access;

/// <summary>
/// Foretells what smtpd(8) answers to a session: stage, reply and deciding restriction, for the release that the parameters are
/// of. Made once for a configuration; safe for use by many threads.
/// </summary>
public sealed class AccessModel
{
    private readonly CompiledAccess _compiled;
    private readonly SessionRunner?[] _idle = new SessionRunner?[64];

    private AccessModel(CompiledAccess compiled) => _compiled = compiled;

    /// <summary>Makes the model of a configuration. Never throws for what a configuration holds: that is a prediction too.</summary>
    public static AccessModel Of(ServiceParameters parameters, AccessWorld world) => new(AccessCompiler.Compile(parameters, world));

    /// <summary>Why smtpd does not start with this configuration; null where it does.</summary>
    public string? Fatal => _compiled.Session.Fatal;

    /// <summary>What the server will answer.</summary>
    public AccessOutcome Decide(AccessSession session) => Run(session, null);

    /// <summary>The same, with every list and every restriction that is looked at on the way.</summary>
    public AccessExplanation Explain(AccessSession session)
    {
        var trace = new TraceRecorder();
        AccessOutcome outcome = Run(session, trace);
        return new(outcome, trace.Lists, trace.Remarks);
    }

    private AccessOutcome Run(AccessSession session, IAccessTrace? trace)
    {
        ref SessionRunner? idle = ref _idle[Environment.CurrentManagedThreadId % _idle.Length];
        SessionRunner runner = Interlocked.Exchange(ref idle, null) ?? _compiled.NewRunner();
        AccessOutcome outcome = runner.Run(session, trace);
        Volatile.Write(ref idle, runner);
        return outcome;
    }
}
