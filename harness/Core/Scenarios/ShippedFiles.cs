namespace Harness.Core.Scenarios;

/// <summary>Attacks, policies and storage classes that come with the program.</summary>
internal static class ShippedFiles
{
    /// <summary>
    /// Names the folder <c>fixtures</c> of a checkout; the wrapper there sets it, so that a file that was just written needs no build, and a
    /// mistake is told by the name of the file that is edited.
    /// </summary>
    public const string Variable = "HARNESS_FIXTURES";

    /// <summary>The folder of that name: below what <see cref="Variable"/> names, else beside the program.</summary>
    public static string Folder(string name)
        => Path.Combine(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } checkout ? checkout : Path.Combine(AppContext.BaseDirectory, "fixtures"), name);
}
