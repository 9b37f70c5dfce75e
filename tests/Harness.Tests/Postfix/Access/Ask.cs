using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Names;

namespace Harness.Tests.Postfix.Access;

/// <summary>One question to a model, and its answer as a line.</summary>
internal static class Ask
{
    /// <summary>An outsider with a good name, a good HELO and a mail for alice.</summary>
    public static readonly AccessSession Outsider = new()
    {
        Client = IPAddress.Parse("192.0.2.10"),
        ClientName = "mail.sender.test",
        ReverseName = "mail.sender.test",
        Helo = "mail.sender.test",
        Sender = "s@sender.test",
        Recipients = ["alice@example.test"],
    };

    /// <summary>The answer of the guide's configuration with these lines after it.</summary>
    public static AccessOutcome Outcome(string lines, AccessSession session, string release = "3.7", DnsFacts? names = null,
        Dictionary<string, string>? files = null)
        => SampleServer.Model(SampleServer.Guide + lines + "\n", release, files, names).Decide(session);

    /// <summary>The same as a line: code, enhanced code and text, or what would have to be known.</summary>
    public static string Reply(string lines, AccessSession session, string release = "3.7", DnsFacts? names = null,
        Dictionary<string, string>? files = null) => Line(Outcome(lines, session, release, names, files));

    /// <summary>An outcome as a line.</summary>
    public static string Line(AccessOutcome outcome)
        => outcome.UnknownBecause is { } what ? $"unknown: {what}"
            : outcome.Fatal is { } why ? $"dies: {why}"
            : string.Join(' ', new[] { outcome.Code.ToString(), outcome.Enhanced, outcome.Text }.Where(w => w.Length > 0));
}
