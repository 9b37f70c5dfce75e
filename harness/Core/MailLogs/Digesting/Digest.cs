using Harness.Core.MailLogs.Reading;

namespace Harness.Core.MailLogs.Digesting;

/// <summary>
/// Counts what a mail log tells, line by line, in bounded memory: a line leaves nothing behind but numbers and, in tables that have a
/// bound, names.
/// </summary>
internal sealed class Digest : ILogListener
{
    private readonly SmtpdLines _smtpd;
    private readonly QueueLines _lines;

    public Digest()
    {
        Queue = new(Totals);
        _smtpd = new(Totals, Tables, Queue);
        _lines = new(Totals, Tables, Queue);
    }

    public Totals Totals { get; } = new();

    public Tables Tables { get; } = new();

    public MessageQueue Queue { get; }

    /// <summary>The earliest time of a line of Postfix.</summary>
    public long? First { get; private set; }

    /// <summary>The latest.</summary>
    public long? Last { get; private set; }

    /// <summary>How many lines were Postfix's.</summary>
    public long OfPostfix => Totals.Lines - Totals.OfOthers - Totals.Unreadable;

    /// <inheritdoc/>
    public void Unreadable()
    {
        Totals.Lines++;
        Totals.Unreadable++;
    }

    /// <inheritdoc/>
    public void Take(in LoggedLine line)
    {
        Totals.Lines++;
        if (!line.IsPostfix)
        {
            Totals.OfOthers++;
            Tables.Others.Of(line.Tag).Value++;
            return;
        }
        if (line.Time is { } time)
        {
            First = First is { } first && first <= time ? first : time;
            Last = Last is { } last && last >= time ? last : time;
        }
        switch (LogProgramWords.Of(line.Program))
        {
            case LogProgram.Smtpd or LogProgram.Postscreen:
                _smtpd.Take(line);
                break;
            case LogProgram.Qmgr:
                _lines.Manager(line);
                break;
            case LogProgram.Smtp:
                _lines.Agent(line, isSmtp: true);
                break;
            case LogProgram.Local:
                _lines.Agent(line, isSmtp: false);
                break;
            case LogProgram.Cleanup:
                _lines.Cleanup(line);
                break;
            case LogProgram.Pickup:
                _lines.Picked(line);
                break;
        }
        if (line.Text is [(byte)'w' or (byte)'f' or (byte)'p' or (byte)'e', ..])
            Complaint(line);
    }

    // "warning: …", "error: …", "fatal: …", "panic: …" (msg(3)).
    private void Complaint(in LoggedLine line)
    {
        ReadOnlySpan<byte> text = line.Text;
        bool isFatal = text.StartsWith("fatal: "u8), isPanic = text.StartsWith("panic: "u8), isError = text.StartsWith("error: "u8);
        if (!isFatal && !isPanic && !isError && !text.StartsWith("warning: "u8))
            return;
        Totals.Fatal += isFatal ? 1 : 0;
        Totals.Panics += isPanic ? 1 : 0;
        Totals.Warnings += isFatal || isPanic ? 0 : 1;
        Span<byte> what = stackalloc byte[RefusalReason.Longest];
        ReadOnlySpan<byte> program = line.Program[..Math.Min(line.Program.Length, 20)];
        program.CopyTo(what);
        ": "u8.CopyTo(what[program.Length..]);
        int length = program.Length + 2;
        length += RefusalReason.Numbered(isFatal || isPanic ? text : text[(text.IndexOf((byte)' ') + 1)..], what[length..]);
        (isFatal || isPanic ? Tables.Grave : Tables.Warnings).Of(what[..length]).Value++;
    }
}
