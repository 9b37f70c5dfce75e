using Harness.Core.Postfix.Access.Addresses;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>Tables of recipients or aliases, of which it counts only whether they have an address.</summary>
internal sealed class Mailboxes
{
    private readonly MapList _read;
    private readonly string? _unread;
    private readonly string _names;

    public Mailboxes(MapList tables)
    {
        IsEmpty = tables.Tables.Count == 0;
        LookupTable[] unread = [.. tables.Tables.Where(t => t.Find("x").Status == LookupStatus.Unknown)];
        _read = new([.. tables.Tables.Except(unread)]);
        _unread = unread.FirstOrDefault()?.Name;
        _names = string.Join(", ", _read.Tables.Select(t => t.Name));
    }

    /// <summary>No table at all.</summary>
    public bool IsEmpty { get; }

    /// <summary>Whether any of them has the address; unknown where only one that cannot be read may have it.</summary>
    public MailboxAnswer Find(AccessRules rules, ResolvedAddress address)
    {
        LookupResult answer = rules.OfMailbox(_read, address);
        return answer.Status switch
        {
            LookupStatus.Found => new(LookupStatus.Found, _names, answer.Place),
            LookupStatus.Missing => _unread is null ? new(LookupStatus.Missing, "", null) : new(LookupStatus.Unknown, _unread, null),
            _ => new(answer.Status, _names, null),
        };
    }
}
