namespace Harness.Core.Postfix.Configuration;

/// <summary>How Postfix reads a parameter's value, and between which bounds.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Min">The least number, or of a text the least length; 0 for no bound. A time's is in seconds.</param>
/// <param name="Max">The greatest; 0 for no bound.</param>
public sealed record ParameterType(ParameterKind Kind, long Min, long Max)
{
    /// <summary>Any text.</summary>
    public static readonly ParameterType Text = new(ParameterKind.Text, 0, 0);
}
