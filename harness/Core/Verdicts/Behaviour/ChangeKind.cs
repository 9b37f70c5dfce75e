namespace Harness.Core.Verdicts.Behaviour;

/// <summary>What a change of behaviour does to who is let in.</summary>
public enum ChangeKind
{
    /// <summary>What was not accepted is accepted: more is let in.</summary>
    Opens,

    /// <summary>What was accepted is not any more.</summary>
    Closes,

    /// <summary>What was refused is refused still, at another stage, with another code, or by another restriction.</summary>
    Answers,

    /// <summary>The same refusal in other words: only the text, or the code within its class, differs.</summary>
    Words,

    /// <summary>One of the two cannot be told: a table, a service or a name decides that is not to be had here.</summary>
    Untold,
}
