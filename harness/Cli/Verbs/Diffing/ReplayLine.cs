using System.Net;
using System.Text;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Verdicts.Behaviour;
using Harness.Lab;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>The command line of <c>explain</c> that shows a session of a derived matrix.</summary>
internal static class ReplayLine
{
    /// <summary>One line for a POSIX shell.</summary>
    public static string Of(AccessSession session, BehaviourSide side, MatrixNames names)
    {
        var line = new StringBuilder($"smtp-harness explain {Quoted(side.Name)}");
        foreach ((string option, string? value) in Options(session, names))
            line.Append(' ').Append(option).Append(value is null ? "" : " " + Quoted(value));
        if (side.Postfix != PostfixVersion.Default.Number)
            line.Append(" --postfix ").Append(side.Postfix);
        return line.ToString();
    }

    /// <summary>The options and their values.</summary>
    public static IEnumerable<(string Option, string? Value)> Options(AccessSession session, MatrixNames names) => Said(session).Concat(Facts(session, names));

    /// <summary>What the client is and says.</summary>
    internal static IEnumerable<(string Option, string? Value)> Said(AccessSession session)
    {
        if (session.Client is { } client)
            yield return ("--client", client.ToString());
        if (session.ClientName != "unknown")
            yield return ("--name", session.ClientName);
        if (session.ReverseName != session.ClientName)
            yield return ("--reverse-name", session.ReverseName);
        if (session.NameIsTemporary)
            yield return ("--name-fails", null);
        if (session.Login is { } login)
            yield return ("--auth", login);
        if (session.Tls)
            yield return ("--tls", null);
        if (session.Helo is { } helo)
            yield return ("--helo", helo);
        if (!session.Esmtp)
            yield return ("--smtp", null);
        if (session.SmtpUtf8)
            yield return ("--smtputf8", null);
        if (session.Sender is { } sender)
            yield return ("--from", sender);
        foreach (string recipient in session.Recipients)
            yield return ("--to", recipient);
        if (session.Asked != AccessCommand.Rcpt)
            yield return ("--at", session.Asked.ToWord());
    }

    private static IEnumerable<(string Option, string? Value)> Facts(AccessSession session, MatrixNames names)
    {
        foreach (string name in MatrixNames.NamesOf(session))
        {
            if (MatrixNames.Odd(name) is { } odd)
                yield return ("--dns", $"{name}={odd}");
        }
        foreach ((string name, IPAddress answer, string? zone) in names.ListingsAbout(session))
            yield return zone is null ? ("--dns", $"{name}={answer}") : ("--listed", $"{zone}{(answer.ToString() == "127.0.0.2" ? "" : $"={answer}")}");
        if (!session.Recipients.All(r => DerivedMatrix.Accounts.Contains(Local(r))))
        {
            foreach (string account in DerivedMatrix.Accounts)
                yield return ("--account", account);
        }
    }

    /// <summary>An address without its domain.</summary>
    internal static string Local(string address) => address.LastIndexOf('@') is >= 0 and var sign ? address[..sign] : address;

    /// <summary>A word as a POSIX shell takes it.</summary>
    internal static string Quoted(string word)
        => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "@%_+=:,./-".Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
