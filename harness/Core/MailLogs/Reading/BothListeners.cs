namespace Harness.Core.MailLogs.Reading;

/// <summary>Tells a log to two.</summary>
internal sealed class BothListeners(ILogListener first, ILogListener second) : ILogListener
{
    public void Take(in LoggedLine line)
    {
        first.Take(line);
        second.Take(line);
    }

    public void Unreadable()
    {
        first.Unreadable();
        second.Unreadable();
    }
}
