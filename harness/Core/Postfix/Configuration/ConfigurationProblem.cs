using System.Globalization;

namespace Harness.Core.Postfix.Configuration;

/// <summary>Something in main.cf or master.cf that Postfix complains about, in its words.</summary>
/// <param name="File">The file's name as it was given.</param>
/// <param name="Line">The physical line, counted from 1, on which the setting begins.</param>
/// <param name="Message">The complaint; hostile text, to be escaped where shown.</param>
/// <param name="IsFatal">Whether a program of Postfix stops at it; else it is a warning.</param>
public sealed record ConfigurationProblem(string File, int Line, string Message, bool IsFatal)
{
    /// <summary><c>main.cf:12: the complaint</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Message}");
}
