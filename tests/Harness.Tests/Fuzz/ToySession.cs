using System.Globalization;

namespace Harness.Tests.Fuzz;

/// <summary>The commands of one client of a toy server.</summary>
internal sealed class ToySession(Fault fault, string domain, Func<string, IReadOnlyList<string>, string, string> take)
{
    private readonly List<string> _recipients = [];
    private string? _sender;
    private string _chunks = "";

    /// <returns>The reply, or null to hang up.</returns>
    public async Task<string?> AnswerAsync(string line, ToyInput input, Func<string, Task> say)
    {
        string[] words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        string verb = words.Length == 0 ? "" : words[0].ToUpperInvariant();
        switch (verb)
        {
            case "EHLO" or "HELO":
                return words.Length == 1 ? "501 who?\r\n" : $"250 toy.{domain}\r\n";
            case "RSET":
                (_sender, _chunks) = (null, "");
                _recipients.Clear();
                return fault == Fault.Malformed && words.Length > 1 ? "250:ok\r\n" : "250 ok\r\n";
            case "MAIL" when line.Contains('<') && _sender is null:
                _sender = Path(line);
                return "250 ok\r\n";
            case "RCPT" when _sender is not null:
                return Recipient(Path(line));
            case "DATA" when _recipients.Count > 0 && words.Length == 1:
                await say("354 go\r\n");
                return await input.MessageAsync(fault == Fault.Smuggles) is { } content ? Taken(content) : null;
            case "BDAT" when words is [_, var size, ..] && int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int octets):
                return Chunk(await input.OctetsAsync(octets), words is [_, _, var last] && last.Equals("LAST", StringComparison.OrdinalIgnoreCase));
            case "NOOP":
                return "250 ok\r\n";
            case "HELP":
                return fault == Fault.AnswersTwice ? "214 no\r\n214 help\r\n" : "214 no help\r\n";
            case "VRFY" when fault == Fault.Dies && words.Length > 1:
                return null;
            case "QUIT":
                return "221 bye\r\n";
            default:
                return "500 no\r\n";
        }
    }

    private static string Path(string line) => line.IndexOf('<') is var from and >= 0 && line.IndexOf('>', from) is var to and >= 0 ? line[(from + 1)..to] : "";

    private string Recipient(string path)
    {
        bool isOurs = path == $"alice@{domain}" || path == "postmaster" || (fault == Fault.Relays && path.Contains('%') && path.All(char.IsAscii) && !path.Contains('\0'));
        if (isOurs)
            _recipients.Add(path);
        return isOurs ? "250 ok\r\n" : "550 not here\r\n";
    }

    private string? Chunk(string? octets, bool isLast)
    {
        if (octets is null)
            return null;
        if (_recipients.Count == 0)
            return "503 no\r\n";
        _chunks += octets;
        return isLast ? Taken(_chunks) : "250 more\r\n";
    }

    private string Taken(string content)
    {
        string id = take(_sender!, [.. _recipients], content);
        (_sender, _chunks) = (null, "");
        _recipients.Clear();
        return $"250 ok: queued as {id}\r\n";
    }
}
