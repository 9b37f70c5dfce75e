using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Harness.Tests.MailLogs;

/// <summary>A log of the lab as the journal would tell it, every third message as octets.</summary>
internal static class JournalForms
{
    public static byte[] Json(string[] lines)
        => Encoding.UTF8.GetBytes(string.Concat(lines.Select((l, i) => Json(Entry(l), asNumbers: i % 3 == 0) + "\n")));

    public static byte[] Export(string[] lines)
    {
        using var export = new MemoryStream();
        foreach ((string line, int i) in lines.Select((l, i) => (l, i)))
            Export(export, Entry(line), isBinary: i % 3 == 0);
        return export.ToArray();
    }

    private static (string Tag, string Pid, string Text, long Time) Entry(string line)
    {
        string rest = line[(line.IndexOf(" mail ", StringComparison.Ordinal) + 6)..];
        string tag = rest[..rest.IndexOf('[', StringComparison.Ordinal)], pid = rest[(tag.Length + 1)..rest.IndexOf(']', StringComparison.Ordinal)];
        DateTime time = DateTime.Parse("2026-11-" + line[4..6] + " " + line[7..15], CultureInfo.InvariantCulture);
        return (tag, pid, rest[(tag.Length + pid.Length + 4)..], (time - DateTime.UnixEpoch).Ticks / 10);
    }

    private static string Json((string Tag, string Pid, string Text, long Time) entry, bool asNumbers) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["__CURSOR"] = "s=1",
        ["__REALTIME_TIMESTAMP"] = entry.Time.ToString(CultureInfo.InvariantCulture),
        ["PRIORITY"] = "6",
        ["MESSAGE"] = asNumbers ? Encoding.UTF8.GetBytes(entry.Text).Select(o => (int)o) : entry.Text,
        ["_CMDLINE"] = new[] { "a", "b" },
        ["SYSLOG_IDENTIFIER"] = entry.Tag,
        ["SYSLOG_PID"] = entry.Pid,
        ["_PID"] = "1",
    });

    private static void Export(Stream to, (string Tag, string Pid, string Text, long Time) entry, bool isBinary)
    {
        to.Write(Encoding.UTF8.GetBytes($"__CURSOR=s=1\n__REALTIME_TIMESTAMP={entry.Time}\n_PID=1\nSYSLOG_IDENTIFIER={entry.Tag}\nSYSLOG_PID={entry.Pid}\n"));
        byte[] text = Encoding.UTF8.GetBytes(entry.Text), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        to.Write(isBinary ? [.. "MESSAGE\n"u8, .. length, .. text, .. "\n\n"u8] : [.. "MESSAGE="u8, .. text, .. "\n\n"u8]);
    }
}
