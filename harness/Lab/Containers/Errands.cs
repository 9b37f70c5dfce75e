using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Harness.Lab.Clients;

namespace Harness.Lab.Containers;

/// <summary>
/// Has commands run in the lab's containers over connections that stay: <c>containers/ground/errands</c>. A command through the
/// engine costs fifty milliseconds of processor time, an errand two.
/// </summary>
/// <param name="gate">The way in.</param>
/// <param name="secret">What the containers were told to ask for.</param>
internal sealed class Errands(Gate gate, string secret) : IDisposable
{
    private const int Port = 2401;
    private const int MostOctets = 64 * 1024 * 1024;

    // "STATUS LENGTH ", in three and twelve columns.
    private const int HeadLength = 17;

    private readonly ConcurrentDictionary<string, ConcurrentBag<NetworkStream>> _idle = new(StringComparer.Ordinal);

    /// <summary>Runs one errand; many may run side by side.</summary>
    /// <param name="address">The container's address on the Docker network.</param>
    /// <param name="command">The command and its arguments; or <c>read</c> and a path.</param>
    /// <param name="input">What the command reads.</param>
    /// <param name="cancel">Stops waiting; the command goes on.</param>
    /// <returns>Its exit status, and what it said on both outputs.</returns>
    /// <exception cref="LabException">The container does not answer.</exception>
    public async Task<(int Status, byte[] Said)> RunAsync(string address, IReadOnlyList<string> command, ReadOnlyMemory<byte> input, CancellationToken cancel)
    {
        NetworkStream connection = await TakeAsync(address, cancel);
        try
        {
            byte[][] words = [.. command.Select(Encoding.UTF8.GetBytes)];
            string lengths = string.Join(' ', words.Select(w => w.Length).Prepend(input.Length));
            await connection.WriteAsync(Encoding.ASCII.GetBytes(lengths + "\n"), cancel);
            // It may be a whole configuration: no copy of it.
            await connection.WriteAsync(input, cancel);
            await connection.WriteAsync((byte[])[.. words.SelectMany(w => w)], cancel);
            byte[] head = new byte[HeadLength];
            await connection.ReadExactlyAsync(head, cancel);
            string[] figures = Encoding.ASCII.GetString(head).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (figures is not [var status, var length] || !int.TryParse(status, CultureInfo.InvariantCulture, out int exit)
                || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int octets) || octets > MostOctets)
            {
                throw new LabException($"the lab's container {address} answered {command[0]} with nonsense");
            }

            byte[] said = new byte[octets];
            await connection.ReadExactlyAsync(said, cancel);
            _idle.GetOrAdd(address, _ => []).Add(connection);
            return (exit, said);
        }
        catch (Exception broken)
        {
            await connection.DisposeAsync();
            if (broken is IOException)
            {
                throw new LabException($"the lab's container {address} broke off at {command[0]}: {broken.Message}", broken);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NetworkStream connection in _idle.Values.SelectMany(c => c))
        {
            connection.Dispose();
        }
    }

    private async Task<NetworkStream> TakeAsync(string address, CancellationToken cancel)
    {
        while (_idle.TryGetValue(address, out ConcurrentBag<NetworkStream>? idle) && idle.TryTake(out NetworkStream? connection))
        {
            // Nothing is owed on an idle connection: what is to be read is its end, where the container came again.
            if (!connection.Socket.Poll(0, SelectMode.SelectRead))
            {
                return connection;
            }

            await connection.DisposeAsync();
        }

        NetworkStream opened = await gate.OpenAsync(address, Port, cancel);
        await opened.WriteAsync(Encoding.ASCII.GetBytes(secret + "\n"), cancel);
        return opened;
    }
}
