using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>What Postfix complains about in a table's name or source, in its own words where they are short.</summary>
/// <param name="Place">The line of the source, or of main.cf where the name itself is at fault.</param>
/// <param name="Message">The complaint, without file and line.</param>
public sealed record TableProblem(SettingLine Place, string Message)
{
    /// <summary>The table cannot be used at all: each lookup is an error.</summary>
    public bool IsFatal { get; init; }
}
