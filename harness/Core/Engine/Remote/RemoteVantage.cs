using Harness.Core.Evidence;

namespace Harness.Core.Engine.Remote;

/// <summary>A place to speak to a server outside the lab from. Nothing of the server is to be seen but the wire.</summary>
internal sealed class RemoteVantage(ClientSeen client, string heloName, Opening opening, Route route, TimeSpan deadline) : IVantage
{
    /// <inheritdoc/>
    public ClientSeen Client => client;

    /// <inheritdoc/>
    public string HeloName => heloName;

    /// <inheritdoc/>
    public Opening Opening => opening;

    /// <inheritdoc/>
    public Task<(Stream? Stream, string Detail)> ConnectAsync(CancellationToken cancel) => route.ConnectAsync(deadline, cancel);

    /// <inheritdoc/>
    public Task<ServerSide?> CollectAsync(IReadOnlyList<string> queueIds, CancellationToken cancel) => Task.FromResult<ServerSide?>(null);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
