using System.Buffers.Binary;

namespace Harness.Core.MailLogs.Reading;

/// <summary>
/// Reads time stamps: the traditional one (RFC 3164 §4.1.2), whose year is guessed, and RFC 3339, whose zone is left out: times are
/// those of the log's own clock. Remembers the last day, which nearly every line shares with the one before.
/// </summary>
/// <param name="latest">No traditional stamp means a time more than a day after this one: so the year is guessed.</param>
internal sealed class StampReader(DateTime latest)
{
    private const int LongestStamp = 40;
    private const int SecondsADay = 86400;

    private readonly DateTime _latest = latest > DateTime.MaxValue.AddDays(-1) ? latest : latest.AddDays(1);
    private (ulong Day, ushort Century) _lastDay;
    private long _lastSeconds;

    /// <summary>Whether a year was guessed.</summary>
    public bool HasGuessed { get; private set; }

    /// <summary>How many octets the stamp takes; 0 when the line begins with none.</summary>
    public int Read(ReadOnlySpan<byte> line, out long seconds)
    {
        seconds = 0;
        if (line.Length < 16)
            return 0;
        return line[4] == '-' && line[7] == '-' ? Full(line, out seconds) : line[3] == ' ' ? Traditional(line, out seconds) : 0;
    }

    // "Nov 26 22:12:36", the day padded with a space, with 0 or with nothing.
    private int Traditional(ReadOnlySpan<byte> line, out long seconds)
    {
        seconds = 0;
        int at = line[4] == ' ' ? 5 : 4;
        int day = Digit(line[at++]);
        if (day < 0)
            return 0;
        if (Digit(line[at]) is >= 0 and var second)
        {
            day = (day * 10) + second;
            at++;
        }
        if (line[at] != ' ' || Clock(line[(at + 1)..]) is not { } clock)
            return 0;
        (ulong, ushort) key = (BinaryPrimitives.ReadUInt32LittleEndian(line) | ((ulong)day << 32) | (1UL << 40), 0);
        if (key != _lastDay)
        {
            if (Month(line) is not { } month || !Guess(month, day, out long start))
                return 0;
            (_lastDay, _lastSeconds) = (key, start);
        }
        at += 9;
        if (at < line.Length && line[at] == '.')
            at += Digits(line[at..]);
        seconds = _lastSeconds + clock;
        return at;
    }

    // The latest year in which the day is not in the future. A 29th of February may lie four years back, or eight.
    private bool Guess(int month, int day, out long start)
    {
        HasGuessed = true;
        for (int year = _latest.Year; year > Math.Max(0, _latest.Year - 9); year--)
        {
            if (day < 1 || day > DateTime.DaysInMonth(year, month))
                continue;
            var date = new DateTime(year, month, day);
            if (date > _latest)
                continue;
            start = date.Ticks / TimeSpan.TicksPerSecond;
            return true;
        }
        start = 0;
        return false;
    }

    // "2026-11-26T22:12:36.123456+01:00"; a space instead of T is what some relays write.
    private int Full(ReadOnlySpan<byte> line, out long seconds)
    {
        seconds = 0;
        if (line.Length < 21 || line[10] is not ((byte)'T' or (byte)' ') || Clock(line[11..]) is not { } clock)
            return 0;
        int end = line[19..Math.Min(line.Length, LongestStamp)].IndexOf((byte)' ');
        if (end < 0)
            return 0;
        (ulong, ushort) key = (BinaryPrimitives.ReadUInt64LittleEndian(line[2..]), BinaryPrimitives.ReadUInt16LittleEndian(line));
        if (key != _lastDay)
        {
            int year = Number(line[..4]), month = Number(line[5..7]), day = Number(line[8..10]);
            if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
                return 0;
            (_lastDay, _lastSeconds) = (key, new DateTime(year, month, day).Ticks / TimeSpan.TicksPerSecond);
        }
        seconds = _lastSeconds + clock;
        return 19 + end;
    }

    private static int? Clock(ReadOnlySpan<byte> text)
    {
        if (text.Length < 8 || text[2] != ':' || text[5] != ':')
            return null;
        int hours = Number(text[..2]), minutes = Number(text[3..5]), seconds = Number(text[6..8]);
        return hours is < 0 or > 23 || minutes is < 0 or > 59 || seconds is < 0 or > 60 ? null
            : Math.Min((hours * 3600) + (minutes * 60) + seconds, SecondsADay - 1);
    }

    private static int? Month(ReadOnlySpan<byte> line)
    {
        int at = "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(line[..3]);
        return at < 0 || at % 3 != 0 ? null : (at / 3) + 1;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        int end = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end + 1;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        int number = 0;
        foreach (byte digit in digits)
        {
            if (Digit(digit) is not (>= 0 and var value))
                return -1;
            number = (number * 10) + value;
        }
        return number;
    }

    private static int Digit(byte octet) => octet is >= (byte)'0' and <= (byte)'9' ? octet - '0' : -1;
}
