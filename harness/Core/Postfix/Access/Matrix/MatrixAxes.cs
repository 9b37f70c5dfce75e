namespace Harness.Core.Postfix.Access.Matrix;

/// <summary>
/// What sessions differ in. The first of each is the ordinary one: a session made of ordinary parts should be let in, or what
/// the others meet cannot be told apart.
/// </summary>
/// <param name="Clients">Who connects.</param>
/// <param name="Helos">What it says in HELO; null is none.</param>
/// <param name="Senders">Envelope senders, without brackets.</param>
/// <param name="Recipients">Recipients, without brackets.</param>
/// <param name="Manners">How.</param>
public sealed record MatrixAxes(
    IReadOnlyList<MatrixClient> Clients,
    IReadOnlyList<string?> Helos,
    IReadOnlyList<string> Senders,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<MatrixManner> Manners)
{
    /// <summary>How many there are of each, in the order of the record.</summary>
    internal int[] Lengths => [Clients.Count, Helos.Count, Senders.Count, Recipients.Count, Manners.Count];

    /// <summary>These, with what another has besides.</summary>
    public MatrixAxes With(MatrixAxes more) => new(
        [.. Clients.Union(more.Clients)],
        [.. Helos.Union(more.Helos)],
        [.. Senders.Union(more.Senders)],
        [.. Recipients.Union(more.Recipients)],
        [.. Manners.Union(more.Manners)]);

    /// <summary>The session made of these parts.</summary>
    /// <param name="at">A place on each axis.</param>
    internal AccessSession Session(ReadOnlySpan<int> at)
    {
        (MatrixClient client, MatrixManner manner) = (Clients[at[0]], Manners[at[4]]);
        bool hasMail = manner.Asked is not (AccessCommand.Vrfy or AccessCommand.Etrn);
        string recipient = Recipients[at[3]];
        return new AccessSession
        {
            Client = client.Address,
            ClientName = client.Name,
            ReverseName = client.ReverseName,
            NameIsTemporary = client.NameIsTemporary,
            Login = client.Login,
            // The answer to a HELO that is not said is nothing.
            Helo = manner.Asked == AccessCommand.Helo ? Helos[at[1]] ?? Helos[0] : Helos[at[1]],
            Sender = hasMail ? Senders[at[2]] : null,
            Recipients = hasMail && manner.Before is { } before ? [before, recipient] : [recipient],
            Tls = manner.Tls,
            Esmtp = manner.Esmtp,
            SmtpUtf8 = manner.SmtpUtf8,
            Asked = manner.Asked,
        };
    }
}
