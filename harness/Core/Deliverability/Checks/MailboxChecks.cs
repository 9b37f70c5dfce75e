using Harness.Core.Evidence;

namespace Harness.Core.Deliverability.Checks;

/// <summary>The mailboxes that everybody has.</summary>
internal static class MailboxChecks
{
    public static IReadOnlyList<DomainClaim> All { get; } =
    [
        Of("postmaster", "5321 §4.5.1", "have mail for postmaster delivered to somebody: postmaster: root in /etc/aliases"),
        Of("abuse", "2142 §2", "have mail for abuse delivered to somebody: abuse: root in /etc/aliases; complaints go there before a listing"),
    ];

    private static DomainClaim Of(string name, string rfc, string remedy)
        => DomainClaim.Of($"mailbox/{name}", $"Mail for {name} is taken", rfc, remedy, inquiry => TakenAsync(inquiry, name));

    private static async Task<Examined> TakenAsync(Inquiry inquiry, string name)
    {
        MailHosts hosts = await MailHosts.OfAsync(inquiry);
        if (hosts.WhyNone is { } none)
        {
            return inquiry.Beside(none);
        }

        string mailbox = $"{name}@{inquiry.Domain}";
        IReadOnlyList<ExchangerSeen> seen = await Spoken.ToAllAsync(inquiry, hosts);
        foreach (ExchangerSeen one in seen.Where(s => s.Failure is null))
        {
            string answer = one.Answers.GetValueOrDefault(mailbox, "nothing");
            inquiry.Saw($"{one.Host}: RCPT TO:<{mailbox}>: {answer}");
            if (answer.StartsWith('5'))
            {
                return inquiry.Broken($"{one.Host} refuses {mailbox}: {answer}", $"{name}: root");
            }
        }

        return seen.All(s => s.Failure is not null) ? inquiry.Open($"no exchanger could be spoken to: {seen[0].Failure}")
            : seen.Where(s => s.Failure is null).Select(s => s.Answers.GetValueOrDefault(mailbox, "nothing")).FirstOrDefault(a => !a.StartsWith('2')) is { } other ? inquiry.Open($"{mailbox} was answered {other}")
            : inquiry.Holds("taken at RCPT");
    }
}
