namespace Harness.Core.MailLogs;

/// <summary>A log that cannot be read; the message names the file and says why.</summary>
public sealed class MailLogException(string message) : Exception(message);
