using Harness.Core.Scenarios;

namespace Harness.Core.Storm.Storage;

/// <summary>What a queue can stand on: a disk of its own with limits, one without, or memory.</summary>
/// <param name="Name">The word for it.</param>
/// <param name="Title">What it imitates.</param>
/// <param name="IsMemory">Memory instead of a disk.</param>
/// <param name="ReadIops">Read operations a second; null is no limit.</param>
/// <param name="WriteIops">Write operations a second; null is no limit.</param>
/// <param name="MegabytesPerSecond">10^6 octets a second, each way; null is no limit.</param>
public sealed record StorageClass(string Name, string Title, bool IsMemory, int? ReadIops, int? WriteIops, int? MegabytesPerSecond)
{
    private const int MostIops = 10_000_000;
    private const int MostMegabytes = 1_000_000;

    /// <summary>The classes of <c>fixtures/storage</c>, the slowest first.</summary>
    public static IReadOnlyList<string> Shipped { get; } = ["sata", "sas-raid10", "sata-ssd", "nvme", "memory"];

    /// <summary>A disk of the queue's own, as fast as this machine's.</summary>
    public static StorageClass Own { get; } = new("own", "a disk of the queue's own, as fast as this machine's", false, null, null, null);

    /// <summary>Whether it is slower than what it stands on.</summary>
    public bool IsLimited => ReadIops is not null || WriteIops is not null || MegabytesPerSecond is not null;

    /// <summary>A shipped class, or a file.</summary>
    /// <param name="nameOrPath">A bare name, or a path: it has a directory separator or ends in <c>.yaml</c>.</param>
    /// <exception cref="ArgumentException">No class of that name is shipped.</exception>
    /// <exception cref="FixtureException">The file is none.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static StorageClass Load(string nameOrPath)
    {
        bool isPath = nameOrPath.Contains('/', StringComparison.Ordinal) || nameOrPath.EndsWith(".yaml", StringComparison.Ordinal);
        if (!isPath && nameOrPath == Own.Name)
            return Own;
        if (!isPath && !Shipped.Contains(nameOrPath))
            throw new ArgumentException($"no storage class is called \"{nameOrPath}\"; shipped are {string.Join(", ", Shipped)}, {Own.Name}, and a file is named by its path");
        string file = isPath ? nameOrPath : Path.Combine(ShippedFiles.Folder("storage"), nameOrPath + ".yaml");
        return Read(FixtureText.ReadFile(file), Path.GetFileNameWithoutExtension(nameOrPath), file);
    }

    /// <summary>Reads a class's text.</summary>
    /// <exception cref="FixtureException">The text is none; the message says where and what to write instead.</exception>
    public static StorageClass Read(string text, string name, string file)
    {
        YamlMap root = StrictYaml.Read(text, file, "the storage class");
        root.OnlyKeys("title", "source", "memory", "read-iops", "write-iops", "megabytes-per-second");
        return new StorageClass(
            name,
            root.Need("title", "title: one SATA disk of 7,200 rpm").Prose(),
            root.TryFind("memory", out YamlNode? memory) && memory.Truth(),
            Number(root, "read-iops", MostIops),
            Number(root, "write-iops", MostIops),
            Number(root, "megabytes-per-second", MostMegabytes));
    }

    private static int? Number(YamlMap root, string key, int most) => root.TryFind(key, out YamlNode? node) ? node.Number(1, most) : null;
}
