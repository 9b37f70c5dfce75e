using System.Collections.Concurrent;

namespace Harness.Core.Dns.Lookup;

/// <summary>Asks each question once, however many want to know.</summary>
public sealed class KeptAnswers(IDnsLookup below) : IDnsLookup
{
    private readonly ConcurrentDictionary<(string, string), Lazy<Task<DnsAnswer>>> _answers = new();

    /// <inheritdoc/>
    public Task<DnsAnswer> AskAsync(string name, string type, CancellationToken cancel)
        => _answers.GetOrAdd((DnsNames.Plain(name), type), key => new(() => below.AskAsync(key.Item1, key.Item2, cancel))).Value;
}

/// <summary>Takes down what was asked, for whoever wants to see what a conclusion rests on.</summary>
public sealed class AnswerJournal(IDnsLookup below) : IDnsLookup
{
    private readonly List<DnsAnswer> _asked = [];

    /// <summary>The answers in the order of the questions, each once.</summary>
    public IReadOnlyList<DnsAnswer> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked.DistinctBy(a => (a.Name, a.Type))];
            }
        }
    }

    /// <inheritdoc/>
    public async Task<DnsAnswer> AskAsync(string name, string type, CancellationToken cancel)
    {
        DnsAnswer answer = await below.AskAsync(name, type, cancel);
        lock (_asked)
        {
            _asked.Add(answer);
        }

        return answer;
    }
}
