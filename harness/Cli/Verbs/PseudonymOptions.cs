using System.CommandLine;
using System.Text;
using Harness.Core.Evidence.Pseudonyms;
using Harness.Core.Verdicts;

namespace Harness.Cli.Verbs;

/// <summary>The options that make a report fit to be shown to others.</summary>
internal sealed class PseudonymOptions
{
    private const int LargestKey = 4096;

    private readonly Option<bool> _mailboxes = new("--pseudonymise") { Description = "put tokens in the place of mailbox names in every report" };
    private readonly Option<bool> _clients = new("--pseudonymise-clients") { Description = "the same, and in the place of addresses and names of clients" };
    private readonly Option<string?> _key = new("--pseudonym-key") { Description = "FILE with a secret: the same names get the same tokens in every report that is made with it [default: a new one each time]" };

    /// <summary>Gives a verb these options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_mailboxes);
        command.Add(_clients);
        command.Add(_key);
    }

    /// <summary>Reads them before anything is done.</summary>
    /// <returns>What makes a judgement one that can be shown.</returns>
    /// <exception cref="UsageException">The file of the secret cannot be used.</exception>
    public Func<Judgement, Judgement> Read(ParseResult parsed)
    {
        bool clients = parsed.GetValue(_clients);
        if (!clients && !parsed.GetValue(_mailboxes))
        {
            return parsed.GetValue(_key) is null ? j => j : throw new UsageException($"{_key.Name} is for --pseudonymise; give that as well, or leave it out");
        }

        byte[]? key = parsed.GetValue(_key) is { } file ? Encoding.UTF8.GetBytes(BoundedFile.Read(file, LargestKey, "secret").TrimEnd()) : null;
        return key is { Length: < MailboxTokens.ShortestKey }
            ? throw new UsageException($"{_key.Name} {parsed.GetValue(_key)}: shorter than {MailboxTokens.ShortestKey} octets: names could be guessed by trying; write openssl rand -hex 32 into it")
            : judgement => PseudonymousJudgement.Of(judgement, key, clients);
    }
}
