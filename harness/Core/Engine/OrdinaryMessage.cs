using System.Text;
using Harness.Core.Scenarios;

namespace Harness.Core.Engine;

/// <summary>An RFC 5322 message as any mail program would write it.</summary>
internal static class OrdinaryMessage
{
    /// <summary>The message with the end of data, ready for the wire (RFC 5321 §4.5.2 has nothing to stuff in it).</summary>
    public static byte[] Octets(string subject, Placeholders values, DateTimeOffset date) => Encoding.UTF8.GetBytes(string.Join("\r\n",
        $"Date: {date:ddd, dd MMM yyyy HH:mm:ss} +0000",
        $"From: <{values.Fill("{sender}")}>",
        $"To: <{values.Fill("{recipient}")}>",
        $"Message-ID: <{Guid.NewGuid():N}@{values.Fill("{helo}")}>",
        $"Subject: {values.Fill(subject)}",
        "",
        "An ordinary message.",
        ".",
        ""));
}
