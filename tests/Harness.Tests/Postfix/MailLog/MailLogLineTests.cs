using Harness.Core.Postfix.MailLog;

namespace Harness.Tests.Postfix.MailLog;

public class MailLogLineTests
{
    [TestCase("Nov 22 15:40:45 host postfix/smtpd[12]: connect from a[1.2.3.4]", "Nov 22 15:40:45", "smtpd", "postfix/smtpd", 12)]
    [TestCase("Nov  2 15:40:45 host postfix/submission/smtpd[12]: x", "Nov  2 15:40:45", "smtpd", "postfix/submission/smtpd", 12)]
    [TestCase("2024-11-22T15:40:45.123456+01:00 host postfix/qmgr[7]: x", "2024-11-22T15:40:45.123456+01:00", "qmgr", "postfix/qmgr", 7)]
    [TestCase("<22>Nov 22 15:40:45 host postfix/local[1]: x", "Nov 22 15:40:45", "local", "postfix/local", 1)]
    [TestCase("postfix/master[1]: daemon started", null, "master", "postfix/master", 1)]
    [TestCase("Nov 22 15:40:45 postfix/master[1]: no host", "Nov 22 15:40:45", "master", "postfix/master", 1)]
    [TestCase("Nov 22 15:40:45 host dovecot[33]:", "Nov 22 15:40:45", "dovecot", "dovecot", 33)]
    public void Reads_the_forms_of_a_log_line(string line, string? time, string program, string tag, int pid)
    {
        var read = MailLogLine.TryParse(line)!;
        (read.Time, read.Program, read.Tag, read.Pid, read.Raw).Should().Be((time, program, tag, pid, line));
    }

    [TestCase("")]
    [TestCase("Nov")]
    [TestCase("Nov 22 15:40:45")]
    [TestCase("Nov 22 15:40:45 host kernel: no pid")]
    [TestCase("Nov 22 15:40:45 host postfix/smtpd[99999999999]: x")]
    [TestCase("Nov 22 15:40:45 host postfix/smtpd[]: x")]
    [TestCase("Nov 22 15:40:45 host postfix/smtpd[12: x")]
    [TestCase("#### helo")]
    [TestCase("<22>")]
    [TestCase("2024-11-22T15:40:45")]
    public void Says_null_for_anything_else(string line) => MailLogLine.TryParse(line).Should().BeNull();

    [Test]
    public void Reads_every_line_postlogd_wrote() =>
        Samples.Lines("session.log").Should().HaveSameCount(Samples.Raw("session.log")).And.OnlyContain(l => l.Time != null);

    [TestCase("3F2A1B2C: from=<a@b>", "3F2A1B2C")]
    [TestCase("4Xw2Qj5Rz7z9sJ1: client=a[1.2.3.4]", "4Xw2Qj5Rz7z9sJ1")]
    [TestCase("NOQUEUE: reject: RCPT from a[1.2.3.4]: 554", null)]
    [TestCase("warning: hostname", null)]
    [TestCase("connect from a[::1]", null)]
    [TestCase("statistics: max", null)]
    [TestCase("3F2A1B2C", null)]
    public void Recognises_a_queue_id(string text, string? id) => Samples.Line(text).QueueId.Should().Be(id);
}
