using System.Text.RegularExpressions;

namespace Harness.Core.Engine.Remote;

/// <summary>
/// The mailboxes that the caller has named. A message goes to no other: what a server makes of a strange address is only
/// found out where its mail would come back to the caller.
/// </summary>
internal sealed class NamedMailboxes
{
    // What an address can be made of besides the mailbox: marks of routing and quoting (RFC 5321 §4.1.2, UUCP, the percent hack).
    private static readonly char[] _marks = ['@', '%', '!', ':', ',', '"', '\\', '[', ']'];

    private readonly string _recipient;
    private readonly Regex? _outside;
    private readonly HashSet<string> _ours;

    /// <summary>Takes down who may be written to.</summary>
    /// <param name="recipient">A mailbox of the server.</param>
    /// <param name="outside">A mailbox elsewhere, or null.</param>
    /// <param name="ours">Names and addresses of the server itself, through which the outer mailbox may be written.</param>
    public NamedMailboxes(string recipient, string? outside, IEnumerable<string> ours)
    {
        _recipient = recipient;
        _outside = outside is null ? null : Written(outside);
        _ours = new HashSet<string>(ours.Append("localhost").Append("127.0.0.1").SelectMany(Words), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a message to this recipient can only reach a named mailbox.</summary>
    /// <param name="argument">What follows <c>RCPT TO:</c>, parameters included.</param>
    public bool MayReach(string argument)
    {
        string path = Path(argument);
        return path.Equals(_recipient, StringComparison.OrdinalIgnoreCase) || IsOutside(path);
    }

    // The mailbox once, in whatever spelling, and around it nothing but the server's own names.
    private bool IsOutside(string path)
        => _outside?.Match(path) is { Success: true } mailbox
        && Words(path.Remove(mailbox.Index, mailbox.Length)).All(_ours.Contains);

    // user@domain, user%domain and domain!user, each also with quotes within.
    private static Regex Written(string mailbox)
    {
        int at = mailbox.LastIndexOf('@');
        string user = $"\"?{Regex.Escape(mailbox[..at])}\"?", domain = Regex.Escape(mailbox[(at + 1)..]);
        return new Regex(
            $@"(?<![^@%!:,""\[\]])(?:{user}\\?[@%]{domain}\.?|{domain}\.?!{user})(?![^@%!:,""\[\]])",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private static string Path(string argument)
        => argument is ['<', ..] && argument.LastIndexOf('>') is > 0 and var end ? argument[1..end] : argument.Split(' ')[0];

    private static IEnumerable<string> Words(string text) => text.Split(_marks, StringSplitOptions.RemoveEmptyEntries).Select(w => w.TrimEnd('.')).Where(w => w.Length > 0);
}
