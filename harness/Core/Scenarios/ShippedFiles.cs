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
    /// <exception cref="FixtureException">What <see cref="Variable"/> names has none.</exception>
    public static string Folder(string name)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } checkout)
        {
            return Path.Combine(AppContext.BaseDirectory, "fixtures", name);
        }

        string folder = Path.Combine(checkout, name);
        return Directory.Exists(folder) ? folder
            : throw new FixtureException(folder, 1, $"no such folder; {Variable} names the folder fixtures of a checkout: correct it, or unset it");
    }
}
