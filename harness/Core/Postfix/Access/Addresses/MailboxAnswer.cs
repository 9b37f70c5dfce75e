using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Addresses;

/// <summary>Whether somebody has an address.</summary>
/// <param name="Status">Found where mail for it is taken.</param>
/// <param name="Table">The table that failed or cannot be read, or that rewrites the address.</param>
/// <param name="Place">The entry, where there is one.</param>
internal sealed record MailboxAnswer(LookupStatus Status, string Table, SettingLine? Place)
{
    public static readonly MailboxAnswer Taken = new(LookupStatus.Found, "", null);
}
