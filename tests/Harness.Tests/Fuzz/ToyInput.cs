using System.Text;

namespace Harness.Tests.Fuzz;

/// <summary>What a client of a toy server says, one character an octet.</summary>
internal sealed class ToyInput(Stream stream)
{
    private readonly byte[] _buffer = new byte[4096];
    private string _held = "";

    public Task<string?> LineAsync() => UntilAsync(held => held.IndexOf('\n') is var at and >= 0 ? (at, at + 1) : null, line => line.TrimEnd('\r'));

    /// <summary>What comes before the end of data.</summary>
    public Task<string?> MessageAsync(bool lfEnds) => UntilAsync(
        held =>
        {
            int strict = held.StartsWith(".\r\n", StringComparison.Ordinal) ? 0 : held.IndexOf("\r\n.\r\n", StringComparison.Ordinal);
            int lenient = lfEnds ? held.IndexOf("\n.\n", StringComparison.Ordinal) : -1;
            return lenient >= 0 && (strict < 0 || lenient < strict) ? (lenient, lenient + 3) : strict < 0 ? null : held[0] == '.' && strict == 0 ? (0, 3) : (strict, strict + 5);
        },
        content => content);

    public Task<string?> OctetsAsync(int count) => UntilAsync(held => held.Length >= count ? (count, count) : null, octets => octets);

    private async Task<string?> UntilAsync(Func<string, (int End, int Next)?> find, Func<string, string> made)
    {
        while (true)
        {
            if (find(_held) is var (end, next))
            {
                string found = _held[..end];
                _held = _held[next..];
                return made(found);
            }

            int read = await stream.ReadAsync(_buffer);
            if (read == 0)
                return null;
            _held += Encoding.Latin1.GetString(_buffer, 0, read);
        }
    }
}
