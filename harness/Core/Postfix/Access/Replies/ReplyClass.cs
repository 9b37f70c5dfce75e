namespace Harness.Core.Postfix.Access.Replies;

/// <summary>What a reply says was refused (smtpd_check.c, reply_class).</summary>
internal sealed class ReplyClass
{
    private ReplyClass(string name)
    {
        Name = name;
        Rejected = $">: {name} rejected: ";
    }

    public string Name { get; }

    /// <summary>What stands between the value and the reason.</summary>
    public string Rejected { get; }

    public static readonly ReplyClass Client = new("Client host");
    public static readonly ReplyClass ReverseClient = new("Unverified Client host");
    public static readonly ReplyClass Helo = new("Helo command");
    public static readonly ReplyClass Sender = new("Sender address");
    public static readonly ReplyClass Recipient = new("Recipient address");
    public static readonly ReplyClass Etrn = new("Etrn command");
    public static readonly ReplyClass Data = new("Data command");
    public static readonly ReplyClass EndOfData = new("End-of-data command");
    public static readonly ReplyClass Login = new("SASL login name");
}
