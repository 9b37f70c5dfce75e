using System.Collections.Concurrent;
using Harness.Core.Postfix.Access.Evaluating;
using Harness.Core.Postfix.Access.Replies;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Restrictions;

/// <summary>Reads the right-hand sides of access tables and does what they ask for (smtpd_check.c, check_table_result).</summary>
/// <param name="compile">Makes a list of the restrictions in a right-hand side.</param>
internal sealed class TableActions(Func<string, SettingLine, RestrictionList> compile)
{
    private const int Most = 10_000;
    private const int DeepestRecursion = 100;
    private static readonly SettingLine s_nowhere = SettingLine.Default("", "");

    private readonly ConcurrentDictionary<string, TableAction> _read = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Value, SettingLine Place), RestrictionList> _lists = new();

    /// <summary>Does what an entry says.</summary>
    /// <param name="session">The session.</param>
    /// <param name="value">The right-hand side.</param>
    /// <param name="place">Where it stands, if that is known.</param>
    /// <param name="scope">What replies name, and the meaning of bare tables.</param>
    public Verdict Do(Evaluation session, string value, SettingLine? place, in Scope scope)
    {
        session.Trace?.Note($"entry: {value}", place);
        TableAction action = Read(value);
        (int reject, int defer) = session.Rules.MapCodes;
        session.Entry = place;
        switch (action.Kind)
        {
            case TableActionKind.Dunno:
                return Verdict.Dunno;
            case TableActionKind.Permit:
                return Verdict.Ok;
            case TableActionKind.Reject:
                return session.Refuse(Refusal(reject, action, scope, "Access denied"));
            case TableActionKind.Defer:
                return session.Refuse(Refusal(defer, action, scope, "Access denied"));
            case TableActionKind.Code:
                return session.Refuse(Refusal(action.Code, action, scope, "Access denied"));
            case TableActionKind.DeferIfPermit:
                return session.DeferOnPermit(Refusal(defer, action, scope, "Service unavailable"));
            case TableActionKind.DeferIfReject:
                return session.DeferOnReject(Refusal(defer, action, scope, "Service unavailable"));
            case TableActionKind.HangUp:
                return session.End(Ending.HungUp);
            case TableActionKind.Discard:
                if (session.Rules.HasProxyFilter || session.Where == AccessCommand.Etrn || session.Sender is null)
                    return Verdict.Dunno;
                session.Discarded = true;
                return Verdict.Ok;
            case TableActionKind.List when session.Recursion <= DeepestRecursion:
                RestrictionList list = ListOf(value, place ?? s_nowhere);
                return list.IsEmpty ? Verdict.Ok : list.Evaluate(session, scope);
            default:
                return session.ServerError();
        }
    }

    private static Refusal Refusal(int code, TableAction action, in Scope scope, string standard)
        => Replies.Refusal.Rejected(code, StatusCode.For(action.Dsn, scope.Subject), scope.Name, scope.Subject,
            action.Text.Length > 0 ? action.Text : standard);

    private TableAction Read(string value) => Kept(_read, value, Parse);

    // Each restriction in it stands on the line of the entry: the same words on another line are another list.
    private RestrictionList ListOf(string value, SettingLine place) => Kept(_lists, (value, place), _ => compile(value, place));

    private static TValue Kept<TKey, TValue>(ConcurrentDictionary<TKey, TValue> kept, TKey key, Func<TKey, TValue> make)
        where TKey : notnull
    {
        if (kept.TryGetValue(key, out TValue? known))
            return known;
        if (kept.Count >= Most)
            kept.Clear();
        return kept[key] = make(key);
    }

    private static TableAction Parse(string value)
    {
        int end = value.AsSpan().IndexOfAny(' ', '\t');
        string word = end < 0 ? value : value[..end];
        string text = end < 0 ? "" : value[end..].TrimStart();
        switch (word.ToUpperInvariant())
        {
            case "DUNNO" or "INFO" or "WARN" or "FILTER" or "HOLD" or "REDIRECT" or "BCC" or "PREPEND":
                return new(TableActionKind.Dunno);
            case "REJECT":
                return Answer(TableActionKind.Reject, 0, "5.7.1", text);
            case "DEFER":
                return Answer(TableActionKind.Defer, 0, "4.7.1", text);
            case "HANGUP":
                return new(TableActionKind.HangUp);
            case "DISCARD":
                return new(TableActionKind.Discard);
            case "DEFER_IF_PERMIT":
                return Answer(TableActionKind.DeferIfPermit, 0, "4.7.1", text);
            case "DEFER_IF_REJECT":
                return Answer(TableActionKind.DeferIfReject, 0, "4.7.1", text);
            case "OK" or "RELAY":
                return new(TableActionKind.Permit);
        }
        if (value.Length > 0 && !value.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return new(TableActionKind.Permit);
        if (word is [('4' or '5'), >= '0' and <= '9', >= '0' and <= '9'] && text.Length > 0)
            return Answer(TableActionKind.Code, int.Parse(word), $"{word[0]}.7.1", text);
        return new(value.Contains(':') ? TableActionKind.Table : TableActionKind.List);
    }

    private static TableAction Answer(TableActionKind kind, int code, string standard, string text)
    {
        (string dsn, string rest) = StatusCode.Split(standard, text);
        return new(kind, code, dsn, rest);
    }
}
