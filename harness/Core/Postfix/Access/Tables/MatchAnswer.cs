using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Access.Tables;

/// <summary>Whether a list or a row of tables holds something.</summary>
/// <param name="Status">Found, missing, a lookup error, or unknown.</param>
/// <param name="Table">The table that failed or cannot be read here; empty otherwise.</param>
internal readonly record struct MatchAnswer(LookupStatus Status, string Table)
{
    public static readonly MatchAnswer Found = new(LookupStatus.Found, "");

    public static readonly MatchAnswer Missing = new(LookupStatus.Missing, "");
}
