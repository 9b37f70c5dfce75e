using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Postfix.MailLog;
using Harness.Core.Smtp;
using Harness.Lab.Logs;

namespace Harness.Lab.Clients;

/// <summary>A client's place to speak from, with the server's side of its session.</summary>
internal sealed class LabVantage : IVantage
{
    // A local delivery takes tens of milliseconds; a queue id without a fate after this long is missing evidence.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly LabClient _client;
    private readonly Gate _gate;
    private readonly LabOutput _output;
    private readonly Action _giveBack;
    private readonly int _mark;

    /// <summary>Takes the place; the session begins after this moment of the log.</summary>
    public LabVantage(LabClient client, Gate gate, LabOutput output, Action giveBack)
    {
        (_client, _gate, _output, _giveBack) = (client, gate, output, giveBack);
        _mark = output.Log.Mark();
        Client = new ClientSeen(client.Kind, client.Address, client.Name);
    }

    /// <inheritdoc/>
    public ClientSeen Client { get; }

    /// <inheritdoc/>
    public string HeloName => _client.HeloName;

    /// <inheritdoc/>
    public Task<(Stream? Stream, string Detail)> ConnectAsync(CancellationToken cancel) => _gate.ConnectAsync(_client, cancel);

    /// <inheritdoc/>
    public async Task<ServerSide?> CollectAsync(IReadOnlyList<string> queueIds, CancellationToken cancel)
    {
        if (!_client.IsFollowed)
        {
            return null;
        }

        if (await _output.Log.SessionAsync(_mark, _client.Address, _patience, cancel) is not { } session)
        {
            return new ServerSide([], [], $"the mail log did not show the end of the session of {_client.Address}");
        }

        List<MailLogLine> lines = [.. session];
        List<Arrival> arrivals = [];
        string? missing = null;
        (IReadOnlyList<string> untold, int unseen) = await UntoldAsync(session, queueIds, cancel);
        missing ??= unseen > 0 ? $"the mail log did not show what became of {unseen} of the messages that smtpd took" : null;
        foreach (string id in queueIds.Concat(untold))
        {
            (IReadOnlyList<MailLogLine> ofMessage, bool settled) = await _output.Log.MessageAsync(id, _patience, cancel);
            missing ??= settled ? null : $"the mail log did not show what became of message {id}";
            lines.AddRange(ofMessage.Where(l => !lines.Contains(l)));

            Delivery[] sent = [.. ofMessage.Select(Delivery.TryParse).OfType<Delivery>().Where(d => d.Status == "sent")];
            Delivery[] kept = [.. sent.Where(IsMailbox)];
            IReadOnlyList<string?>? texts = await _output.Mailboxes.OfAsync(id, kept.Count(MailboxTexts.IsShown), _patience, cancel);
            missing ??= texts is null ? $"the mail log says that message {id} was delivered, and no mailbox shows it" : null;
            arrivals.AddRange(kept.Select((d, i) => new Arrival(Arrival.Mailbox, Visible.Escape(d.Recipient), "", null) { Message = texts?.ElementAtOrDefault(i) }));
            IReadOnlyList<Arrival>? outside = await _output.Arrivals.OfAsync(id, sent.Any(d => !IsMailbox(d)), _patience, cancel);
            missing ??= outside is null ? $"the mail log says that message {id} was sent, and no host outside has it" : null;
            arrivals.AddRange(outside ?? []);
        }

        return new ServerSide(lines, arrivals, missing);
    }

    // Messages that were taken and whose answer the client did not read: a smuggled one, or one after which it hung up.
    private async Task<(IReadOnlyList<string> Ids, int Unseen)> UntoldAsync(IReadOnlyList<MailLogLine> session, IReadOnlyList<string> told, CancellationToken cancel)
    {
        int count = (SmtpdConnection.TryParse(session[^1])?.MessagesTaken ?? 0) - told.Count;
        if (count <= 0)
        {
            return ([], 0);
        }

        string[] begun = [.. session.Select(l => l.QueueId).OfType<string>().Distinct().Except(told)];
        IReadOnlyList<string> ids = await _output.Log.TakenAsync(begun, count, _patience, cancel);
        return (ids, Math.Max(0, count - ids.Count));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _giveBack();
        return ValueTask.CompletedTask;
    }

    // Another host is named with its address; local(8), virtual(8) and pipe(8) by themselves.
    private static bool IsMailbox(Delivery delivery)
        => (delivery.Relay != "none" && !delivery.Relay.Contains('[', StringComparison.Ordinal)) || delivery.Relay.Contains("[private/", StringComparison.Ordinal);
}
