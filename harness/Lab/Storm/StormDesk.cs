using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Harness.Lab.Storm;

/// <summary>Asks <c>containers/mx/desk</c>: a line, and lines until a dot. It connects again where the container came again.</summary>
internal sealed class StormDesk(IPAddress mx) : IDisposable
{
    private const int Port = 2400;
    private const int MaxLine = 4096;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);

    private TcpClient? _connection;
    private StreamReader? _reader;

    /// <summary>Asks, and hands on each line of the answer.</summary>
    /// <exception cref="LabException">Nothing answers, or a command failed; the message says which.</exception>
    public async Task AskAsync(string question, Action<string> line, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_patience);
        try
        {
            await EnsureAsync(patience.Token);
            await _connection!.GetStream().WriteAsync(Encoding.ASCII.GetBytes(question + "\n"), patience.Token);
            while (await _reader!.ReadLineAsync(patience.Token) is { } answer)
            {
                if (answer == ".")
                    return;
                if (answer.StartsWith("failed ", StringComparison.Ordinal))
                    throw new LabException($"in the lab's mx, storm {question} failed ({answer["failed ".Length..]})");
                line(answer.Length > MaxLine ? answer[..MaxLine] : answer);
            }

            throw new LabException($"the lab's mx hung up on \"{question}\"");
        }
        catch (Exception lost) when (lost is IOException or SocketException or OperationCanceledException or LabException)
        {
            Dispose();
            cancel.ThrowIfCancellationRequested();
            throw lost as LabException ?? new LabException($"the lab's mx did not answer \"{question}\": {lost.Message}", lost);
        }
    }

    /// <summary>Asks, for an answer of figures: <c>NAME=VALUE NAME=VALUE</c>.</summary>
    public async Task<Dictionary<string, long>> LookAsync(string question, CancellationToken cancel)
    {
        var figures = new Dictionary<string, long>(StringComparer.Ordinal);
        await AskAsync(question, Take, cancel);
        return figures;

        void Take(string answer)
        {
            foreach (string[] figure in answer.Split(' ').Select(f => f.Split('=')))
            {
                if (figure.Length == 2 && long.TryParse(figure[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
                    figures[figure[0]] = value;
            }
        }
    }

    /// <summary>Does one thing.</summary>
    public Task DoAsync(string what, CancellationToken cancel) => AskAsync(what, _ => { }, cancel);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Dispose();
        _connection?.Dispose();
        (_reader, _connection) = (null, null);
    }

    private async Task EnsureAsync(CancellationToken cancel)
    {
        if (_connection is not null)
            return;
        var connection = new TcpClient { NoDelay = true };
        try
        {
            await connection.ConnectAsync(mx, Port, cancel);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        (_connection, _reader) = (connection, new StreamReader(connection.GetStream(), Encoding.ASCII));
    }
}
