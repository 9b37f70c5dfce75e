namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// One word of a main.cf list. A restriction's argument (<c>zen.spamhaus.org</c> after <c>reject_rbl_client</c>) is an
/// item of its own, because only the restriction's name says whether it takes one (postconf(5), smtpd_recipient_restrictions).
/// </summary>
/// <param name="Word">The word as written; a <c>{ … }</c> group is one word, braces included.</param>
/// <param name="Line">The physical line, counted from 1, on which the word begins.</param>
public sealed record ListItem(string Word, int Line);
