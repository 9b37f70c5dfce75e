using System.Text;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Access.Tables;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>The reply to a listed client (rbl_reply_maps, default_rbl_reply; smtpd_check.c, rbl_reject_reply).</summary>
/// <param name="templates">rbl_reply_maps.</param>
/// <param name="byZone">From 3.10 on, the zone without its pattern is looked up as well.</param>
/// <param name="standard">default_rbl_reply.</param>
/// <param name="code">maps_rbl_reject_code.</param>
/// <param name="hostName">myhostname.</param>
internal sealed class DnsListReply(MapList templates, bool byZone, string standard, int code, string hostName)
{
    private const int MaxReason = 500;
    private static readonly Refusal s_broken = Refusal.Plain(450, "4.7.1", "Service unavailable");

    /// <summary>Refuses what is listed.</summary>
    public Verdict Refuse(Evaluation session, DnsListQuestion list, NameAnswer reasons, string what, ReplyClass subject)
    {
        if (session.WarnDepth > 0)
            return session.Refuse(s_broken);
        LookupResult own = templates.Find(list.Argument);
        if (own.Status == LookupStatus.Missing && byZone)
            own = templates.Find(list.Zone);
        if (own.Status == LookupStatus.Failed)
            return session.ServerError();
        if (own.Status == LookupStatus.Unknown)
            return session.Unknown(Unread.In(templates));
        string reason = Reason(reasons);
        string? Value(string name) => name switch
        {
            "rbl_code" => code.ToString(),
            "rbl_domain" => list.Zone,
            "rbl_reason" or "rbl_txt" => reason,
            "rbl_what" => what,
            "rbl_class" => subject.Name,
            _ => SessionMacros.Of(session, hostName, name),
        };
        string? text = own.Status == LookupStatus.Found ? ReplyTemplate.Expand(own.Value, Value) : null;
        text ??= ReplyTemplate.Expand(standard, Value);
        if (text is null)
            return session.End(Ending.Died);
        if (text is not [('4' or '5'), >= '0' and <= '9', >= '0' and <= '9', ' ', ..])
            return session.Refuse(s_broken);
        (string dsn, string words) = StatusCode.Split("4.7.1", text[4..]);
        return session.Refuse(Refusal.Plain(int.Parse(text[..3]), StatusCode.For(dsn, subject),
            words.Length > 0 ? words : "Service unavailable"));
    }

    private static string Reason(NameAnswer answer)
    {
        if (answer.Status != NameStatus.Found)
            return "";
        var reason = new StringBuilder();
        for (int i = 0; i < answer.Texts.Count && reason.Length < MaxReason; i++)
        {
            // dns_lookup(3) makes every octet that is not printable ASCII a blank before smtpd sees it.
            foreach (byte octet in Encoding.UTF8.GetBytes(answer.Texts[i]))
            {
                if (reason.Length < MaxReason)
                    reason.Append(octet is >= 0x20 and < 0x7f ? (char)octet : ' ');
            }
            if (i + 1 < answer.Texts.Count && MaxReason - reason.Length > 3)
                reason.Append(" / ");
        }
        return reason.ToString();
    }
}
