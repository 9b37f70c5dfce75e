using System.Text;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Access.Replies;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>What the names in a DNS list's reply stand for.</summary>
internal sealed class ListedValues(Evaluation session, string code, string hostName, DnsListQuestion list, NameAnswer reasons, string what, ReplyClass subject)
    : ITemplateValues
{
    private const int MaxReason = 500;

    private string? _reason;

    /// <inheritdoc/>
    public string? Find(string name) => name switch
    {
        "rbl_code" => code,
        "rbl_domain" => list.Zone,
        "rbl_reason" or "rbl_txt" => _reason ??= Reason(),
        "rbl_what" => what,
        "rbl_class" => subject.Name,
        _ => SessionMacros.Of(session, hostName, name),
    };

    private string Reason()
    {
        if (reasons.Status != NameStatus.Found)
            return "";
        if (reasons.Texts is [{ Length: <= MaxReason } only] && !only.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return only;
        var reason = new StringBuilder();
        for (int i = 0; i < reasons.Texts.Count && reason.Length < MaxReason; i++)
        {
            // dns_lookup(3) makes every octet that is not printable ASCII a blank before smtpd sees it.
            foreach (byte octet in Encoding.UTF8.GetBytes(reasons.Texts[i]))
            {
                if (reason.Length < MaxReason)
                    reason.Append(octet is >= 0x20 and < 0x7f ? (char)octet : ' ');
            }
            if (i + 1 < reasons.Texts.Count && MaxReason - reason.Length > 3)
                reason.Append(" / ");
        }
        return reason.ToString();
    }
}
