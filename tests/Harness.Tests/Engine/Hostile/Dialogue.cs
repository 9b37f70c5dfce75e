using System.Text;
using Harness.Core.Smtp;

namespace Harness.Tests.Engine.Hostile;

/// <summary>A server that takes everything, line by line; a test replaces what it says at a stage.</summary>
internal sealed class Dialogue
{
    /// <summary>The reply to a command; null closes the connection.</summary>
    /// <param name="stage">The stage of the command; null for one that opens none.</param>
    /// <param name="line">The command; empty for the greeting, a dot for the end of a message.</param>
    public delegate string? Answer(Stage? stage, string line);

    private readonly Answer _answer;

    public Dialogue(Answer? answer = null) => _answer = answer ?? Willing;

    /// <summary>Told of each line of a message, by its octets with the CRLF.</summary>
    public Action<int>? Counted { get; init; }

    /// <summary>The reply of a server that takes everything.</summary>
    public static string? Willing(Stage? stage, string line) => stage switch
    {
        Stage.Connect => "220 mx.test.example ESMTP\r\n",
        Stage.Data => "354 go\r\n",
        Stage.EndOfData => "250 2.0.0 Ok: queued as ABCDEF123456\r\n",
        Stage.Helo when line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase) => "250-mx.test.example\r\n250-PIPELINING\r\n250-SIZE 1000000\r\n250 8BITMIME\r\n",
        _ when line.Equals("QUIT", StringComparison.OrdinalIgnoreCase) => "221 bye\r\n",
        _ => "250 2.0.0 Ok\r\n",
    };

    public async Task ServeAsync(Stream stream, CancellationToken cancel)
    {
        if (!await SayAsync(stream, _answer(Stage.Connect, ""), cancel))
        {
            return;
        }

        bool inMessage = false;
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (inMessage && line != ".")
            {
                Counted?.Invoke(line.Length + 2);
                continue;
            }

            Stage? stage = inMessage ? Stage.EndOfData : StageWords.OfCommand(line);
            string? reply = _answer(stage, line);
            inMessage = stage == Stage.Data && reply?.StartsWith("354", StringComparison.Ordinal) == true;
            if (!await SayAsync(stream, reply, cancel) || line.Equals("QUIT", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }
    }

    private static async Task<bool> SayAsync(Stream stream, string? reply, CancellationToken cancel)
    {
        if (reply is not null)
        {
            await HostileServer.SendAsync(stream, reply, cancel);
        }

        return reply is not null;
    }
}
