using System.Net;
using Harness.Core.Dns.Lookup;
using Harness.Core.Dns.Policies;
using Harness.Core.Dns.Spf;
using Harness.Core.Evidence;
using MimeKit;
using MimeKit.Cryptography;

namespace Harness.Core.Deliverability.Checks;

/// <summary>What the domain's mail looks like where it arrives.</summary>
internal static class ArrivalChecks
{
    public static IReadOnlyList<DomainClaim> All { get; } =
    [
        DomainClaim.Of("arrival/received", "mail arrives with a Received field that names server and time", "5321 §4.4",
            "have the server add its Received field, with a fully-qualified myhostname", inquiry => EachAsync(inquiry, (i, a) => Task.FromResult(Received(i, a)))),
        DomainClaim.Of("arrival/helo", "the server introduces itself by a fully-qualified name", "5321 §4.1.1.1",
            "set myhostname (or smtp_helo_name) to the server's name", inquiry => EachAsync(inquiry, (i, a) => Task.FromResult(Helo(i, a)))),
        DomainClaim.Of("arrival/encrypted", "mail arrives encrypted where that is offered", "7435 §3",
            "set smtp_tls_security_level = may", EncryptedAsync),
        DomainClaim.Of("arrival/complete", "mail arrives with Date, From and Message-ID, each once", "5322 §3.6",
            "set always_add_missing_headers = yes for mail of programs, and local_header_rewrite_clients to those who send it", inquiry => EachAsync(inquiry, (i, a) => Task.FromResult(Complete(i, a)))),
        DomainClaim.Of("arrival/dkim", "mail arrives with a signature of the domain that can be verified", "6376 §6.1",
            "sign with OpenDKIM or Rspamd as a milter (smtpd_milters and non_smtpd_milters), and change nothing behind it", inquiry => EachAsync(inquiry, DkimAsync)),
        DomainClaim.Of("arrival/aligned", "mail arrives with its From vouched for by DKIM or SPF of the same domain", "7489 §3.1",
            "sign with the domain of the From field, or send with an envelope sender in it from an address that its SPF names", inquiry => EachAsync(inquiry, AlignedAsync)),
    ];

    private const string NoSigner = "the milters of the configuration are not in the lab, and something else in their place signs nothing";

    private sealed record Arrived(Arrival Arrival, MimeMessage Message, bool IsCut);

    private static IEnumerable<Arrived> Of(Inquiry inquiry) => (inquiry.Sources.Arrivals ?? [])
        .Where(a => a is { Host: not Arrival.Mailbox, Message: not null })
        .Select(a => (Arrival: a, Read: ArrivedMessage.Read(a)))
        .Where(a => a.Read is not null)
        .Select(a => new Arrived(a.Arrival, a.Read!.Value.Message, a.Read.Value.IsCut))
        .Where(a => a.Message.From.Mailboxes.Any(m => DnsNames.IsWithin(m.Domain, inquiry.Domain)));

    private static async Task<Examined> EachAsync(Inquiry inquiry, Func<Inquiry, Arrived, Task<Examined>> check)
    {
        if (inquiry.Sources.Arrivals is null)
        {
            return inquiry.Beside("what arrives cannot be seen from here: give a configuration, which runs in the lab");
        }

        Arrived[] all = [.. Of(inquiry)];
        Examined? open = null, last = null;
        foreach (Arrived one in all)
        {
            last = await check(inquiry, one);
            if (last.Holding == Holding.Broken)
            {
                return last;
            }

            open ??= last.Holding == Holding.Open ? last : null;
        }

        return open ?? last ?? inquiry.Beside($"no mail from {inquiry.Domain} arrived outside in this run");
    }

    private static Examined Received(Inquiry inquiry, Arrived arrived)
    {
        string? first = arrived.Message.Headers.FirstOrDefault(h => h.Id == HeaderId.Received)?.Value;
        if (first is null)
        {
            return inquiry.Broken($"the message at {arrived.Arrival.Host} has no Received field");
        }

        inquiry.Saw($"Received: {string.Join(' ', first.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
        string[] words = first.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string by = words.SkipWhile(w => w != "by").Skip(1).FirstOrDefault() ?? "";
        return !DnsNames.IsHost(by) ? inquiry.Broken($"the Received field is by \"{by}\", which is no fully-qualified name")
            : !MimeKit.Utils.DateUtils.TryParse(first[(first.LastIndexOf(';') + 1)..], out _) ? inquiry.Broken("the Received field has no time")
            : inquiry.Holds($"by {by}");
    }

    private static Examined Helo(Inquiry inquiry, Arrived arrived) => arrived.Arrival.Helo is not { } helo ? inquiry.Open("the name was not taken down")
        : !DnsNames.IsHost(helo) ? inquiry.Broken($"it introduces itself as {helo}")
        : inquiry.Sources.Subject.HeloName is { } said && DnsNames.Plain(said) != DnsNames.Plain(helo) ? inquiry.Broken($"it introduces itself as {helo}, not as {said}")
        : inquiry.Holds(helo);

    private static Task<Examined> EncryptedAsync(Inquiry inquiry)
    {
        Arrived[] all = [.. Of(inquiry)];
        // Some hosts outside have no encryption to offer.
        return all.Length == 0 ? EachAsync(inquiry, (i, _) => Task.FromResult(i.Holds("")))
            : Task.FromResult(all.FirstOrDefault(a => a.Arrival.Tls is not null) is { } encrypted ? inquiry.Holds($"{encrypted.Arrival.Host}: {encrypted.Arrival.Tls}")
                : inquiry.Broken($"everything arrived in clear: {string.Join(", ", all.Select(a => a.Arrival.Host).Distinct())}"));
    }

    private static Examined Complete(Inquiry inquiry, Arrived arrived)
    {
        string[] wrong = [.. new[] { HeaderId.Date, HeaderId.From, HeaderId.MessageId }
            .Where(id => arrived.Message.Headers.Count(h => h.Id == id) != 1)
            .Select(id => $"{id.ToHeaderName()} stands {arrived.Message.Headers.Count(h => h.Id == id)} times")];
        return wrong.Length == 0 ? inquiry.Holds("Date, From and Message-ID") : inquiry.Broken(string.Join(", ", wrong));
    }

    // What is wrong with a signature is null where it holds; a key that nobody could ask for is neither there nor missing.
    private sealed record Signature(string Domain, string? Wrong, DnsAnswer? Unanswered);

    private static async Task<Examined> DkimAsync(Inquiry inquiry, Arrived arrived)
    {
        Signature[] signatures = await SignaturesAsync(inquiry, arrived);
        return signatures.FirstOrDefault(s => s.Wrong is null && DnsNames.IsWithin(s.Domain, inquiry.Domain)) is { Domain: var sound } ? inquiry.Holds($"signed by {sound}")
            : Unanswered(signatures) is { } unanswered ? inquiry.Open(unanswered)
            : arrived.IsCut ? inquiry.Open("the message was too long to be kept whole")
            : signatures.Length == 0 && inquiry.Sources.SignerReplaced ? inquiry.Open(NoSigner)
            : signatures.Length == 0 ? inquiry.Broken($"the message at {arrived.Arrival.Host} is not signed")
            : inquiry.Broken($"the signature of {signatures[0].Domain} does not hold: {signatures[0].Wrong ?? "it is of another domain"}");
    }

    private static DnsAnswer? Unanswered(Signature[] signatures) => signatures.Select(s => s.Unanswered).FirstOrDefault(u => u is not null);

    private static async Task<Signature[]> SignaturesAsync(Inquiry inquiry, Arrived arrived)
    {
        var keys = new PublishedKeys(inquiry);
        List<Signature> all = [];
        foreach (Header header in arrived.Message.Headers.Where(h => h.Id == HeaderId.DkimSignature).Take(5))
        {
            string domain = TagList.Parse(header.Value).Tags?["d"] ?? "?";
            try
            {
                bool sound = await new DkimVerifier(keys) { MinimumRsaKeyLength = 1024 }.VerifyAsync(arrived.Message, header, inquiry.Cancel);
                all.Add(new Signature(domain, sound ? null : keys.Failure ?? "the message is not the one that was signed", keys.Unanswered));
            }
            catch (Exception bad) when (bad is FormatException or ParseException or ArgumentException or InvalidOperationException)
            {
                all.Add(new Signature(domain, keys.Failure ?? bad.Message, keys.Unanswered));
            }
        }

        return [.. all];
    }

    private static async Task<Examined> AlignedAsync(Inquiry inquiry, Arrived arrived)
    {
        string from = arrived.Message.From.Mailboxes.First().Domain;
        (_, IReadOnlyList<string> records, DnsAnswer? failed) = await DmarcPolicy.FindAsync(inquiry.Dns, from, inquiry.Cancel);
        string organisation = await DmarcPolicy.OrganisationAsync(inquiry.Dns, from, inquiry.Cancel);
        DmarcPolicy? policy = records.Count == 1 ? DmarcPolicy.Parse(records[0]).Policy : null;
        bool Aligned(string domain, bool strict) => DnsNames.Plain(domain) == DnsNames.Plain(from) || (!strict && DnsNames.IsWithin(domain, organisation) && DnsNames.IsWithin(from, organisation));
        Signature[] signatures = await SignaturesAsync(inquiry, arrived);
        if (signatures.FirstOrDefault(s => s.Wrong is null && Aligned(s.Domain, policy?.StrictDkim == true)) is { Domain: var signer })
        {
            return inquiry.Holds($"From {from}, signed by {signer}");
        }

        if (signatures.Length == 0 && inquiry.Sources.SignerReplaced)
        {
            return inquiry.Open(NoSigner);
        }

        if ((Unanswered(signatures) ?? failed) is { } unanswered)
        {
            return inquiry.Open(unanswered);
        }

        string envelope = arrived.Arrival.Sender.Split('@')[^1];
        IReadOnlyList<IPAddress> senders = (await MailHosts.OfAsync(inquiry)).SendersOf(inquiry.Sources.Subject);
        if (!DnsNames.IsHost(envelope) || !Aligned(envelope, policy?.StrictSpf == true) || senders.Count == 0)
        {
            return arrived.IsCut ? inquiry.Open("the message was too long to be kept whole") : inquiry.Broken($"From is {from}, no signature of it holds, and the envelope sender is <{arrived.Arrival.Sender}>");
        }

        SpfVerdict said = await SpfEvaluation.OfAsync(inquiry.Dns, new SpfQuestion(senders[0], envelope, arrived.Arrival.Sender, inquiry.Sources.Subject.HeloName ?? envelope), inquiry.Cancel);
        return said.Result switch
        {
            SpfResult.Pass => inquiry.Holds($"From {from}, and SPF of {envelope} lets {senders[0]} send"),
            SpfResult.TempError => inquiry.Open(said.Because),
            _ => inquiry.Broken($"From is {from}, no signature of it holds, and SPF of {envelope} says {said.Result.ToString().ToLowerInvariant()} of {senders[0]}"),
        };
    }
}
