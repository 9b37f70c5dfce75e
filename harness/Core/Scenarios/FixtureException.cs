namespace Harness.Core.Scenarios;

/// <summary>A scenario or policy file that does not say what it must; <c>Message</c> is <c>file:line: what is wrong; remedy</c>.</summary>
/// <param name="file">The file as the caller named it.</param>
/// <param name="line">The line, counted from 1.</param>
/// <param name="message">What is wrong and what to write instead, printable.</param>
public sealed class FixtureException(string file, int line, string message) : FormatException($"{file}:{line}: {message}")
{
    /// <summary>The file as the caller named it.</summary>
    public string File { get; } = file;

    /// <summary>The line on which the fault stands, counted from 1.</summary>
    public int Line { get; } = line;
}
