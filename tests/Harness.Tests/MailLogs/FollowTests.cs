using System.Diagnostics;
using Harness.Core.MailLogs;

namespace Harness.Tests.MailLogs;

/// <summary>A log is read on while it is written, rotated and cut.</summary>
public sealed class FollowTests
{
    private const string Connect = "2026-11-26T10:00:00Z mail postfix/smtpd[1]: connect from x[192.0.2.1]\n";

    private readonly LogFiles _files = new();

    [OneTimeTearDown]
    public void Remove() => _files.Dispose();

    [Test]
    [CancelAfter(20_000)]
    public async Task Reads_on_after_rotation_by_name_and_after_truncation(CancellationToken cancel)
    {
        string log = _files.At("mail.log");
        await File.WriteAllTextAsync(log, Connect, cancel);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = new MailLogReading(10, TimeProvider.System);
        var steps = new Queue<(long Lines, Action Do)>(
        [
            (1, () => File.AppendAllText(log, Connect)),
            (2, () =>
            {
                File.Move(log, log + ".1");
                File.AppendAllText(log + ".1", Connect);
                File.WriteAllText(log, Connect + Connect);
            }),
            (5, () => File.WriteAllText(log, Connect)),
            (6, end.Cancel),
        ]);

        await reading.FollowAsync([log], () =>
        {
            if (steps.TryPeek(out (long Lines, Action Do) next) && reading.Lines >= next.Lines)
                steps.Dequeue().Do();
        }, end.Token);

        cancel.IsCancellationRequested.Should().BeFalse();
        reading.Report().Sessions.Connections.Should().Be(6);
    }

    [Test]
    [CancelAfter(20_000)]
    [Platform("Linux")]
    public async Task Reads_what_a_program_writes_into_a_pipe(CancellationToken cancel)
    {
        string pipe = _files.At("pipe");
        using (Process made = Process.Start("mkfifo", pipe))
            await made.WaitForExitAsync(cancel);
        Task writing = Task.Run(() => File.WriteAllText(pipe, Connect), cancel);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = new MailLogReading(10, TimeProvider.System);

        await reading.FollowAsync([pipe], () =>
        {
            if (reading.Lines > 0)
                end.Cancel();
        }, end.Token);

        await writing;
        reading.Report().Sessions.Connections.Should().Be(1);
    }
}
