namespace Harness.Tests;

/// <summary>Files that say what was seen when somebody last looked at it; <c>HARNESS_RENEW_GOLDEN=1</c> writes them anew.</summary>
internal static class GoldenFile
{
    /// <summary>The text of one, which is what is seen where it is renewed.</summary>
    /// <param name="path">Its path below the checkout.</param>
    /// <param name="seen">What is seen.</param>
    public static string Read(string path, string seen)
    {
        string file = Path.Combine(Checkout.Root, path);
        if (Environment.GetEnvironmentVariable("HARNESS_RENEW_GOLDEN") == "1")
            File.WriteAllText(file, seen);
        return File.ReadAllText(file);
    }
}
