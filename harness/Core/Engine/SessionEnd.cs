using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Core.Engine;

/// <summary>The endings of a session that the wire and MailKit tell in the same words.</summary>
internal static class SessionEnd
{
    /// <summary>What is said of a reply that has no end.</summary>
    public const string WithoutEnd = "a reply without an end";

    /// <summary>Why nothing is delivered to a recipient that the server took.</summary>
    public static string NotNamed(string recipient) => $"the caller did not name {recipient} as somebody to write to";

    /// <summary>What the transcript says where the harness does not carry the session further.</summary>
    public static string Remark(string why) => $"not carried further: {why}";

    /// <summary>The harness does not carry the session further.</summary>
    public static Outcome Withheld(Outcome last, string why)
        => last with { Ending = Ending.Withheld, Text = $"{last.Text}; not carried further, since {Visible.Escape(why)}" };

    /// <summary>The steps say nothing about a server with which the encrypted session that they are for did not come about.</summary>
    public static Outcome NotBegun(Stage stage, string why)
        => new(Ending.Unreachable, stage, null, null, $"TLS, with which the session should begin, did not come about: {why}");

    /// <summary>The server answered before it was asked: nobody knows which reply is to which command.</summary>
    public static Outcome Ahead(Outcome last)
        => last with { Ending = Ending.Garbled, Text = $"answered before it was asked: {last.Text}" };
}
