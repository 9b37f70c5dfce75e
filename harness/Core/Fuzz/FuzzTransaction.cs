namespace Harness.Core.Fuzz;

/// <summary>One write to the server.</summary>
/// <param name="Text">Its octets, one character each (Latin-1), with placeholders as in scenarios.</param>
/// <param name="Replies">How many replies are waited for before the next write.</param>
/// <param name="AfterGoAhead">Whether it is a message: left out where the last reply was not 354.</param>
public sealed record FuzzWrite(string Text, int Replies, bool AfterGoAhead = false);

/// <summary>What the client does with the connection after a transaction.</summary>
public enum Leaving
{
    /// <summary>Goes on with the next one.</summary>
    Stays,

    /// <summary>Closes its own direction and reads what comes, so that any number of answers may come.</summary>
    ByHalf,

    /// <summary>Is gone.</summary>
    AtOnce,
}

/// <summary>One transaction: what is said between two resets of a connection.</summary>
/// <param name="Number">Its number in the run, from 1; its messages carry it (<see cref="MessageToken"/>).</param>
/// <param name="Kind">What is odd about it, in a word.</param>
/// <param name="Writes">What is said.</param>
/// <param name="Leaving">What comes then.</param>
public sealed record FuzzTransaction(int Number, string Kind, IReadOnlyList<FuzzWrite> Writes, Leaving Leaving = Leaving.Stays)
{
    /// <summary>How many answers it can have, at the least; the JSON of a run tells it.</summary>
    public int Answers => Writes.Sum(w => w.Replies);
}
