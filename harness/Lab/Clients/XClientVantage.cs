using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Lab.Clients;

/// <summary>
/// The fast lane: the driver's connection, on which XCLIENT (Postfix XCLIENT_README) claims another client's address. It costs no
/// address of its own and no log to wait for; a test holds it equal to the real thing.
/// </summary>
/// <param name="claimed">The client to pass for.</param>
/// <param name="driver">The driver's vantage; disposed of with this one.</param>
internal sealed class XClientVantage(LabClient claimed, LabVantage driver) : IVantage
{
    /// <inheritdoc/>
    public ClientSeen Client { get; } = new(claimed.Kind, claimed.Address, claimed.Name);

    /// <inheritdoc/>
    public string HeloName => claimed.HeloName;

    /// <inheritdoc/>
    public async Task<(Stream? Stream, string Detail)> ConnectAsync(CancellationToken cancel)
    {
        (Stream? stream, string detail) = await driver.ConnectAsync(cancel);
        if (stream is null)
        {
            return (null, detail);
        }

        // After XCLIENT the server greets anew, and that greeting is the session's first reply: the stream goes on to it.
        bool isClaimed = false;
        var wire = new SmtpWire(stream, Deadlines.Default, TimeProvider.System);
        try
        {
            await wire.ReadReplyAsync(cancel);
            await wire.CommandAsync($"EHLO {driver.HeloName}", cancel);
            string address = claimed.Address.Contains(':', StringComparison.Ordinal) ? $"IPV6:{claimed.Address}" : claimed.Address;
            string line = $"XCLIENT ADDR={address} NAME={claimed.Name ?? "[UNAVAILABLE]"}\r\n";
            isClaimed = await wire.SendAsync(System.Text.Encoding.ASCII.GetBytes(line), cancel);
        }
        finally
        {
            if (!isClaimed)
            {
                await wire.DisposeAsync();
            }
        }

        return isClaimed ? (stream, "") : (null, "the server closed the connection before XCLIENT");
    }

    /// <inheritdoc/>
    public Task<ServerSide?> CollectAsync(IReadOnlyList<string> queueIds, CancellationToken cancel) => Task.FromResult<ServerSide?>(null);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => driver.DisposeAsync();
}
