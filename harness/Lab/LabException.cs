namespace Harness.Lab;

/// <summary>The lab could not do what was asked. The message is one line that says what to do about it.</summary>
public class LabException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The user's configuration could not be run at all; the message names file and line where there is one.</summary>
public sealed class ConfigurationRefusedException(string message) : LabException(message);
