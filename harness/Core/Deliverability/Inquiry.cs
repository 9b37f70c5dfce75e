using System.Net;
using Harness.Core.Dns.Lookup;
using Harness.Core.Evidence;

namespace Harness.Core.Deliverability;

/// <summary>What the checks have to ask: shared, so that nobody is asked twice.</summary>
/// <param name="Subject">The domain.</param>
/// <param name="Dns">The resolver, whose answers are kept.</param>
/// <param name="Exchangers">The exchangers; null where nobody is to be spoken to.</param>
/// <param name="Policies">The web server of the policy.</param>
/// <param name="Arrivals">What arrived outside of the mail that was sent through the server; null where that cannot be seen.</param>
public sealed record Sources(DomainSubject Subject, IDnsLookup Dns, IExchangers? Exchangers, IPolicyFiles Policies, IReadOnlyList<Arrival>? Arrivals)
{
    /// <summary>Whether what signs mail was replaced by something that does not, as the lab does with milters.</summary>
    public bool SignerReplaced { get; init; }
}

/// <summary>One check's questions and what it found out by them.</summary>
public sealed class Inquiry
{
    private const int MostLines = 40;

    private readonly AnswerJournal _journal;
    private readonly List<string> _seen = [];

    /// <summary>Begins one.</summary>
    public Inquiry(Sources sources, CancellationToken cancel)
        => (Sources, _journal, Cancel) = (sources, new AnswerJournal(sources.Dns), cancel);

    /// <summary>Whom to ask.</summary>
    public Sources Sources { get; }

    /// <summary>The domain.</summary>
    public string Domain => Sources.Subject.Name;

    /// <summary>The resolver; what it answers is evidence of this check.</summary>
    public IDnsLookup Dns => _journal;

    /// <summary>Gives up.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>Asks the resolver.</summary>
    public Task<DnsAnswer> AskAsync(string name, string type) => _journal.AskAsync(name, type, Cancel);

    /// <summary>Takes down what was seen besides DNS.</summary>
    public void Saw(string line) => _seen.Add(line);

    /// <summary>The claim holds.</summary>
    public Examined Holds(string reason) => Found(Holding.Holds, reason, []);

    /// <summary>The claim does not hold.</summary>
    public Examined Broken(string reason, params string[] paste) => Found(Holding.Broken, reason, paste);

    /// <summary>Nothing is known of the claim.</summary>
    public Examined Open(string reason) => Found(Holding.Open, reason, []);

    /// <summary>A question had no answer.</summary>
    public Examined Open(DnsAnswer failed) => Open($"the resolver did not answer {failed.Name} {failed.Type}: {failed.Failure}");

    /// <summary>The claim is about something that is not there.</summary>
    public Examined Beside(string reason) => Found(Holding.Beside, reason, []);

    private Examined Found(Holding holding, string reason, string[] paste)
        => new(holding, reason, [.. _journal.Asked.SelectMany(a => a.Lines()).Concat(_seen).Take(MostLines)], paste);
}

/// <summary>A host that takes mail, with its addresses.</summary>
/// <param name="Preference">Its preference; lower is tried first.</param>
/// <param name="Host">Its name.</param>
/// <param name="Addresses">Its addresses.</param>
/// <param name="Looked">The answers about its addresses.</param>
public sealed record MailHost(int Preference, string Host, IReadOnlyList<IPAddress> Addresses, IReadOnlyList<DnsAnswer> Looked);
