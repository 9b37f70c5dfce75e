using System.ComponentModel;
using System.Diagnostics;

namespace Harness.Lab.Containers;

/// <summary>
/// The labels that say to which process a container, network or image belongs, so that a later run knows what a killed one
/// left behind.
/// </summary>
internal static class Ownership
{
    /// <summary>On everything that lives as long as its process.</summary>
    public const string OwnerLabel = "harness.owner";

    /// <summary>On images, which stay.</summary>
    public const string ImageLabel = "harness.image";

    /// <summary>This machine. Two containers, or one and its host, count processes each for themselves and may have the same name.</summary>
    public static string Machine { get; } = $"{Environment.MachineName}{Counting()}";

    /// <summary>This process: machine, process id, start time. A process id alone comes again.</summary>
    public static string Mine { get; } = Describe(Process.GetCurrentProcess());

    /// <summary>Whether the process that a label names is gone. A process of another machine is never taken for gone.</summary>
    public static bool IsOrphan(string label)
    {
        string[] parts = label.Split('/');
        if (parts.Length != 3 || parts[0] != Machine || !int.TryParse(parts[1], out int id))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return Describe(process) != label;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception ending) when (ending is InvalidOperationException or Win32Exception)
        {
            // It is just ending, or belongs to another user. The next sweep knows more.
            return false;
        }
    }

    private static string Describe(Process process)
        => $"{Machine}/{process.Id}/{new DateTimeOffset(process.StartTime).ToUnixTimeSeconds()}";

    // As in pid:[4026531836] (pid_namespaces(7)).
    private static string Counting()
        => new FileInfo("/proc/self/ns/pid").LinkTarget is { } space ? $"-{space.Trim('p', 'i', 'd', ':', '[', ']')}" : "";
}
