namespace Harness.Core.Fuzz;

/// <summary>The invariants of a run by what breaks them, the worst first.</summary>
public enum BreachKind
{
    /// <summary>The server died, hung, or left a client that waited without an answer.</summary>
    NotAlive,

    /// <summary>A client that may not relay had a message handed on to another host.</summary>
    Relayed,

    /// <summary>A message came about that no client sent.</summary>
    Appeared,

    /// <summary>A message that was taken came to nothing, or arrived without its end.</summary>
    Lost,

    /// <summary>A reply that is none by RFC 5321 §4.2, or not one to what was said.</summary>
    MalformedReply,

    /// <summary>More answers than commands, or fewer.</summary>
    Miscounted,
}

/// <summary>An invariant that did not hold.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Transaction">The number of the transaction by which it shows; 0 where none can be named.</param>
/// <param name="What">What was seen, in words fit for a report (already escaped).</param>
public sealed record Breach(BreachKind Kind, int Transaction, string What)
{
    /// <summary>Whether all there is to it is that an answer did not come in time: a machine with too much to do does that as well.</summary>
    public bool IsLate { get; init; }
}

/// <summary>The invariants in words.</summary>
public static class BreachWords
{
    /// <summary>What is held to be so.</summary>
    public static string Invariant(this BreachKind kind) => kind switch
    {
        BreachKind.NotAlive => "the server lives and answers",
        BreachKind.Relayed => "nothing is relayed",
        BreachKind.Appeared => "no message appears that was not sent",
        BreachKind.Lost => "no message that was taken is lost or cut",
        BreachKind.MalformedReply => "every reply is well formed",
        _ => "every command has one answer",
    };

    /// <summary>One word for ids and programs.</summary>
    public static string Word(this BreachKind kind) => kind switch
    {
        BreachKind.NotAlive => "not-alive",
        BreachKind.Relayed => "relayed",
        BreachKind.Appeared => "appeared",
        BreachKind.Lost => "lost",
        BreachKind.MalformedReply => "malformed-reply",
        _ => "miscounted",
    };
}
