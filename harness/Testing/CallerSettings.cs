using NUnit.Framework;

namespace Harness.Testing;

/// <summary>What who started the tests said: parameters of the run (<c>TestRunParameters</c> of runsettings), else variables of the environment.</summary>
internal static class CallerSettings
{
    /// <summary>How a setting is spelt: <c>HARNESS_PASSWORD_FILE</c> for <c>password-file</c>.</summary>
    public static string Spelling(string setting) => $"HARNESS_{setting.ToUpperInvariant().Replace('-', '_')}";

    /// <summary>What was said for it; null for nothing.</summary>
    public static string? Find(string setting)
        => TestContext.Parameters.Get(Spelling(setting)) is { Length: > 0 } parameter ? parameter
        : Environment.GetEnvironmentVariable(Spelling(setting)) is { Length: > 0 } variable ? variable
        : null;

    /// <summary>The words of a setting that takes several, with blanks or commas between them.</summary>
    public static IReadOnlyList<string> Each(string setting)
        => (Find(setting) ?? "").Split([' ', ',', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
