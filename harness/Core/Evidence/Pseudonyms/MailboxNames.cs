using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Core.Evidence.Pseudonyms;

/// <summary>Finds the names of mailboxes in texts, in whatever spelling.</summary>
internal sealed partial class MailboxNames
{
    // RFC 2142, and what everybody is called: these are nobody's name.
    private static readonly HashSet<string> _roles = new(StringComparer.OrdinalIgnoreCase)
    {
        "postmaster", "abuse", "hostmaster", "webmaster", "noc", "security", "mailer-daemon", "root", "nobody",
    };

    // Words that a report is made of: alone they are no name, before an at sign they are.
    private static readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase)
    {
        "mail", "from", "rcpt", "data", "user", "sender", "recipient", "postfix", "bounce", "bounces", "srs0", "srs1", "info", "list", "test", "address", "client", "server",
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "the", "and", "not", "pass", "fail",
        "example", "localhost", "smtp", "smtpd", "esmtp", "relay", "connect", "unknown", "subject", "received", "message", "accepted", "refused", "helo", "ehlo", "com", "net", "org",
    };

    private const int ShortestAlone = 3;

    private readonly Dictionary<string, string> _spellings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _alone = new(StringComparer.Ordinal);

    /// <summary>Every spelling that was found, with the name that it spells.</summary>
    public IReadOnlyDictionary<string, string> Spellings => _spellings;

    /// <summary>The spellings that are names wherever they stand, not only before an at sign.</summary>
    public IReadOnlyCollection<string> Alone => _alone;

    /// <summary>Whether somebody is called so whom nobody needs to hide.</summary>
    public static bool IsRole(string name) => _roles.Contains(name);

    /// <summary>Looks through one text and all its readings.</summary>
    public void Look(string text)
    {
        foreach (string view in TextViews.Of(text))
        {
            IEnumerable<Match> found = view.Contains('@', StringComparison.Ordinal) ? Quoted().Matches(view).Concat(Atom().Matches(view)) : [];
            foreach (Match name in found.Concat(Bare().Matches(view)))
            {
                Take(name.Groups[1].Value);
            }
        }
    }

    private void Take(string spelling)
    {
        string bare = Key().Replace(spelling, "");
        Add(bare, alone: true);
        // user%other, other!user, user+tag, list+user=other, SRS0=hash=time=other=user: whoever is named in the name.
        foreach (string part in bare.Split(['%', '!', '+', '=', '#', '\r', '\n', ' ', '\t', '"', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part != bare && !part.Contains('.', StringComparison.Ordinal) && part.Length > ShortestAlone && !part.All(char.IsAsciiDigit))
            {
                Add(part, alone: true);
            }
        }
    }

    private void Add(string spelling, bool alone)
    {
        string name = Name(spelling);
        if (name.Length == 0 || IsRole(name) || Token().IsMatch(name))
        {
            return;
        }

        _spellings.TryAdd(spelling, name);
        _spellings.TryAdd(name, name);
        if (alone && name.Length >= ShortestAlone && !_words.Contains(name) && !name.All(char.IsAsciiDigit))
        {
            _alone.Add(spelling);
            _alone.Add(name);
        }
    }

    /// <summary>The name that a spelling spells: without quotes, backslashes and folds, in lower case.</summary>
    public static string Name(string spelling)
        => Pair().Replace(spelling.Trim('"'), "$1").Replace("\r\n", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();

    [GeneratedRegex(@"""((?:[^""\\]|\\.){1,300})""(?=\s*@)", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Quoted();

    // Between two at signs stands a domain, unless it has no dot.
    [GeneratedRegex(@"(?:(?<![^\s<>()\[\],;:""\0])|(?<=@)(?=[^.@]*@))([^\s<>()\[\],;:""@\0]{1,300})@(?=[\p{L}\p{N}\[])", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Atom();

    // A path without a domain, and what VRFY and EXPN ask for.
    [GeneratedRegex(@"(?:(?:FROM|TO):\s*<|(?:from|to|orig_to)=<|sasl_username=|^(?:VRFY|EXPN)\s+<?)([^\s<>@,{}]{1,300})(?=[>\s,\\]|$)", RegexOptions.IgnoreCase | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Bare();

    [GeneratedRegex(@"^(?:sasl_username|sasl_sender|user|from|to|orig_to|uid|login|message-id|rua|ruf)=", RegexOptions.IgnoreCase)]
    private static partial Regex Key();

    [GeneratedRegex(@"\\(.)", RegexOptions.Singleline)]
    private static partial Regex Pair();

    [GeneratedRegex(@"^(?:\{.*\}|m-[a-z2-7]{10})$", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
