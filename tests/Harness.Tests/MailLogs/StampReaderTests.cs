using System.Globalization;
using System.Text;
using Harness.Core.MailLogs.Reading;

namespace Harness.Tests.MailLogs;

/// <summary>Time stamps, and the year that the traditional ones lack.</summary>
public sealed class StampReaderTests
{
    [TestCase("Nov 26 22:12:36 mail x", "2026-11-26 23:00:00", "2026-11-26 22:12:36", 15)]
    [TestCase("Nov  6 22:12:36 mail x", "2026-11-26 23:00:00", "2026-11-06 22:12:36", 15)]
    [TestCase("Nov 6 22:12:36 mail xx", "2026-11-26 23:00:00", "2026-11-06 22:12:36", 14)]
    [TestCase("Nov 06 22:12:36.125 mail", "2026-11-26 23:00:00", "2026-11-06 22:12:36", 19)]
    [TestCase("Dec 31 23:59:59 mail x", "2027-01-01 00:00:01", "2026-12-31 23:59:59", 15)]
    [TestCase("Jan  1 00:00:00 mail x", "2026-12-31 23:59:59", "2027-01-01 00:00:00", 15)]
    [TestCase("Feb 29 12:00:00 mail x", "2027-01-10 00:00:00", "2024-02-29 12:00:00", 15)]
    [TestCase("2026-11-26T22:12:36Z mail", "2020-01-01 00:00:00", "2026-11-26 22:12:36", 20)]
    [TestCase("2026-11-26T22:12:36.123456+01:00 mail", "2020-01-01 00:00:00", "2026-11-26 22:12:36", 32)]
    [TestCase("2016-12-31T23:59:60Z mail", "2020-01-01 00:00:00", "2016-12-31 23:59:59", 20)]
    public void Reads(string line, string written, string expected, int length)
    {
        int read = new StampReader(Time(written)).Read(Encoding.UTF8.GetBytes(line), out long seconds);

        (read, new DateTime(seconds * TimeSpan.TicksPerSecond)).Should().Be((length, Time(expected)));
    }

    [Test]
    public void A_day_of_another_month_is_not_taken_for_the_day_before_it()
    {
        var stamps = new StampReader(Time("2026-12-31 00:00:00"));
        stamps.Read("2026-11-26T00:00:00Z mail"u8, out long november);
        stamps.Read("2026-12-25T00:00:00Z mail"u8, out long december);

        (december - november).Should().Be(29 * 86400);
    }

    [TestCase("Nov 31 22:12:36 mail x")]
    [TestCase("Nox 26 22:12:36 mail x")]
    [TestCase("Nov 26 24:12:36 mail x")]
    [TestCase("2026-13-26T22:12:36Z mail")]
    [TestCase("2026-11-26T22:12:36Zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz mail")]
    [TestCase("connect from x[1.2.3.4]")]
    public void What_is_none_takes_nothing(string line)
        => new StampReader(Time("2026-11-26 00:00:00")).Read(Encoding.UTF8.GetBytes(line), out _).Should().Be(0);

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
