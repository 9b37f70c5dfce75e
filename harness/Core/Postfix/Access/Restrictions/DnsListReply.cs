using System.Collections.Concurrent;
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
    private static readonly Refusal s_broken = Refusal.Plain(450, "4.7.1", "Service unavailable");

    private readonly ReplyTemplate? _standard = ReplyTemplate.Parse(standard);
    private readonly ConcurrentDictionary<string, ReplyTemplate?> _own = new(StringComparer.Ordinal);
    private readonly string _code = code.ToString();

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
        var values = new ListedValues(session, _code, hostName, list, reasons, what, subject);
        var text = new StringBuilder(160);
        bool written = own.Status == LookupStatus.Found && _own.GetOrAdd(own.Value, v => ReplyTemplate.Parse(v))?.AppendTo(text, values) == true;
        if (!written && _standard?.AppendTo(text.Clear(), values) != true)
            return session.End(Ending.Died);
        return Send(session, text.ToString(), subject);
    }

    private static Verdict Send(Evaluation session, string text, ReplyClass subject)
    {
        if (text is not [('4' or '5'), >= '0' and <= '9', >= '0' and <= '9', ' ', ..])
            return session.Refuse(s_broken);
        (string dsn, string words) = StatusCode.Split("4.7.1", text[4..]);
        return session.Refuse(Refusal.Plain(int.Parse(text.AsSpan(0, 3)), StatusCode.For(dsn, subject),
            words.Length > 0 ? words : "Service unavailable"));
    }
}
