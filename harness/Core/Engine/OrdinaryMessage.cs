using System.Globalization;
using System.Text;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;

namespace Harness.Core.Engine;

/// <summary>An RFC 5322 message as any mail program would write it.</summary>
internal static class OrdinaryMessage
{
    // Postfix's default limit is 10 MB, Exim's 50 MB.
    private const int Largest = 64 * 1024 * 1024;
    private const int LineLength = 78;

    /// <summary>The message with the end of data, ready for the wire (RFC 5321 §4.5.2 has nothing to stuff in it).</summary>
    public static byte[] Octets(string subject, int padding, Placeholders values, DateTimeOffset date) => Encoding.UTF8.GetBytes(string.Join("\r\n", (string[])[
        // In whatever language the caller's own program runs (RFC 5322 §3.3).
        string.Create(CultureInfo.InvariantCulture, $"Date: {date.UtcDateTime:ddd, dd MMM yyyy HH:mm:ss} +0000"),
        $"From: <{values.Fill("{sender}")}>",
        $"To: <{values.Fill("{recipient}")}>",
        $"Message-ID: <{Guid.NewGuid():N}@{values.Fill("{helo}")}>",
        $"Subject: {values.Fill(subject)}",
        "",
        "An ordinary message.",
        .. Enumerable.Repeat(new string('x', LineLength - 2), padding / LineLength),
        ".",
        "",
    ]));

    /// <summary>A message of the caller's own, ready for the wire: CR LF for its line ends, its dots stuffed (RFC 5321 §4.5.2), the end of data.</summary>
    public static byte[] Octets(string content)
    {
        string[] lines = content.ReplaceLineEndings("\n").Split('\n');
        // A text that ends with a line end has no line after it.
        IEnumerable<string> stuffed = (lines is [.., ""] ? lines[..^1] : lines).Select(l => l.StartsWith('.') ? "." + l : l);
        return Encoding.UTF8.GetBytes(string.Concat(stuffed.Append(".").Select(l => l + "\r\n")));
    }

    /// <summary>How much has to be added to a message for it to be what its step says, in octets.</summary>
    /// <param name="message">The step.</param>
    /// <param name="exchanges">The session so far: the last EHLO reply announces the SIZE (RFC 1870 §3).</param>
    /// <returns>Null where the message should be over the announced size and none is announced, or a larger one than the harness sends.</returns>
    public static int? Padding(SendMessage message, IReadOnlyList<Exchange> exchanges)
    {
        if (!message.OverSize)
        {
            return 0;
        }

        string? announced = ServiceExtensions.Of(exchanges)?.Parameters("SIZE");
        // Some servers count a line end as one octet (Exim, OpenSMTPD): the message is over the limit for them as well.
        return int.TryParse(announced, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is > 0 and <= Largest ? size + (size / 32) + LineLength : null;
    }
}
