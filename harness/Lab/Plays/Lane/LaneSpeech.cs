using Harness.Core.Postfix.Access;

namespace Harness.Lab.Plays.Lane;

/// <summary>A command of a session, and what its reply decides.</summary>
internal enum LaneStep
{
    /// <summary>HELO or EHLO.</summary>
    Hello,

    /// <summary>MAIL.</summary>
    Mail,

    /// <summary>A RCPT behind which another one comes.</summary>
    Rcpt,

    /// <summary>The last RCPT.</summary>
    LastRcpt,

    /// <summary>DATA, and the text where it is wanted.</summary>
    Data,

    /// <summary>VRFY or ETRN.</summary>
    Asking,

    /// <summary>RSET, which ends the session.</summary>
    Reset,
}

/// <summary>What a session of the access model says.</summary>
internal static class LaneSpeech
{
    /// <summary>A command goes into the wire.</summary>
    public static void Say(LaneWire wire, AccessSession session, LaneStep step, int recipient = 0)
    {
        switch (step)
        {
            case LaneStep.Hello:
                wire.Say(session.Esmtp ? "EHLO " : "HELO ", session.Helo);
                break;
            case LaneStep.Mail:
                wire.Say("MAIL FROM:<", session.Sender, session.SmtpUtf8 ? "> SMTPUTF8" : ">");
                break;
            case LaneStep.Rcpt or LaneStep.LastRcpt:
                wire.Say("RCPT TO:<", session.Recipients[recipient], ">");
                break;
            case LaneStep.Data:
                wire.Say("DATA");
                break;
            case LaneStep.Asking:
                wire.Say(session.Asked == AccessCommand.Vrfy ? "VRFY " : "ETRN ", session.Recipients[^1]);
                break;
            default:
                wire.Say("RSET");
                break;
        }
    }

    /// <summary>What it says after HELO; with RCPT the place of the recipient.</summary>
    public static IEnumerable<(LaneStep Step, int Recipient)> Steps(AccessSession session)
    {
        if (HasNoMail(session))
        {
            yield return (LaneStep.Asking, 0);
        }
        else
        {
            yield return (LaneStep.Mail, 0);
            for (int i = 0; i < session.Recipients.Count && session.Asked != AccessCommand.Mail; i++)
            {
                yield return (i == session.Recipients.Count - 1 ? LaneStep.LastRcpt : LaneStep.Rcpt, i);
            }

            if (session.Asked is AccessCommand.Data or AccessCommand.EndOfData)
            {
                yield return (LaneStep.Data, 0);
            }
        }

        yield return (LaneStep.Reset, 0);
    }

    /// <summary>The command that a step is.</summary>
    public static AccessCommand Stage(AccessSession session, LaneStep step) => step switch
    {
        LaneStep.Hello => AccessCommand.Helo,
        LaneStep.Mail => AccessCommand.Mail,
        LaneStep.Data => AccessCommand.Data,
        LaneStep.Asking => session.Asked,
        _ => AccessCommand.Rcpt,
    };

    /// <summary>Whether it asks without MAIL.</summary>
    public static bool HasNoMail(AccessSession session) => session.Asked is AccessCommand.Vrfy or AccessCommand.Etrn;

    /// <summary>How many refusals it may meet.</summary>
    public static int MostErrors(AccessSession session) => session.Recipients.Count + 4;
}
