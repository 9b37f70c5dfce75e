using System.Text;
using Harness.Core.MailLogs.Counting;
using Harness.Core.MailLogs.Reading;

namespace Harness.Core.MailLogs.Digesting;

/// <summary>
/// Keeps the lines of one message, from <c>connect from</c> to <c>removed</c>: those of its queue id, and of the smtpd session that took it.
/// </summary>
/// <param name="wanted">The queue id.</param>
internal sealed class QueueTrace(QueueKey wanted) : ILogListener
{
    private const int MostLines = 1000;
    private const int MostSessions = 32_768;
    private const int MostBefore = 16;
    private const int LongestLine = 2048;

    private readonly Dictionary<int, List<string>> _before = [];
    private readonly List<string> _lines = [];
    private int? _taking;

    /// <summary>The lines, in the log's order.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Whether there were more than are kept.</summary>
    public bool IsCut { get; private set; }

    public void Unreadable()
    {
    }

    public void Take(in LoggedLine line)
    {
        bool isWanted = QueueKey.TryRead(line.Text, out QueueKey key, out int length) && key == wanted;
        if (LogProgramWords.Of(line.Program) == LogProgram.Smtpd)
        {
            Session(line, isWanted && line.Text[(length + 2)..].StartsWith("client="u8));
            if (_taking == line.Pid && !isWanted && !line.Text.StartsWith("disconnect from "u8))
                return;
        }
        if (isWanted || (_taking == line.Pid && line.Text.StartsWith("disconnect from "u8)))
            Keep(Told(line));
        if (_taking == line.Pid && line.Text.StartsWith("disconnect from "u8))
            _taking = null;
    }

    private void Session(in LoggedLine line, bool isBeginning)
    {
        if (line.Text.StartsWith("connect from "u8))
        {
            if (_before.Count >= MostSessions)
                _before.Clear();
            _before[line.Pid] = [Told(line)];
        }
        else if (isBeginning)
        {
            foreach (string before in _before.GetValueOrDefault(line.Pid) ?? [])
                Keep(before);
            _taking = line.Pid;
        }
        else if (_before.TryGetValue(line.Pid, out List<string>? before) && before.Count < MostBefore && line.Text.IndexOf(" TLS connection established from "u8) > 0)
        {
            before.Add(Told(line));
        }
    }

    private void Keep(string line)
    {
        IsCut |= _lines.Count >= MostLines;
        if (_lines.Count < MostLines)
            _lines.Add(line);
    }

    private static string Told(in LoggedLine line)
    {
        string time = line.Time is { } seconds ? new DateTime(seconds * TimeSpan.TicksPerSecond).ToString("yyyy-MM-dd HH:mm:ss", null) + " " : "";
        string text = Encoding.UTF8.GetString(line.Text[..Math.Min(line.Text.Length, LongestLine)]);
        return $"{time}{Encoding.UTF8.GetString(line.Tag)}[{line.Pid}]: {text}";
    }
}
