namespace Harness.Core.Postfix.Access.Evaluating;

/// <summary>What a restriction says, with the numbers generic_checks logs.</summary>
internal enum Verdict
{
    /// <summary>The next restriction is asked.</summary>
    Dunno = 0,

    /// <summary>This list is over, and permits.</summary>
    Ok = 1,

    /// <summary>Everything is over.</summary>
    Reject = 2,
}
