namespace Harness.Core.MailLogs.Reading;

/// <summary>Whoever is told the lines of a log.</summary>
internal interface ILogListener
{
    /// <summary>A line with a tag.</summary>
    void Take(in LoggedLine line);

    /// <summary>A line that is none of a log.</summary>
    void Unreadable();
}
