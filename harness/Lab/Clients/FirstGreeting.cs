using Harness.Lab.Logs;

namespace Harness.Lab.Clients;

/// <summary>
/// Whether an smtpd runs at all. The master starts with values that only smtpd refuses, and then no client gets an answer
/// until it gives up.
/// </summary>
internal sealed class FirstGreeting(Gate gate, MailLogFollower log)
{
    // postscreen greets after six seconds (postscreen_greet_wait).
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly byte[] _quit = "QUIT\r\n"u8.ToArray();

    /// <summary>Connects once and waits for a greeting, or for what smtpd says instead.</summary>
    /// <returns>Null, or the fatal line of the log.</returns>
    public async Task<string?> RefusedAsync(CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task<string?> refusal = log.RefusalAsync(_patience, over.Token);
        (Stream? connection, _) = await gate.ConnectAsync(KnownClients.Driver, cancel);
        await using Stream stream = connection ?? Stream.Null;
        Task<bool> greeting = GreetedAsync(stream, over.Token);
        bool isGreeted = await Task.WhenAny(refusal, greeting) == greeting && await greeting;
        string? said = isGreeted ? null : await refusal;
        await over.CancelAsync();
        return said;
    }

    private static async Task<bool> GreetedAsync(Stream stream, CancellationToken cancel)
    {
        try
        {
            bool greeted = await stream.ReadAsync(new byte[1], cancel) > 0;
            await stream.WriteAsync(greeted ? _quit : [], cancel);
            return greeted;
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
