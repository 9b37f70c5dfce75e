using System.Security.Cryptography;
using System.Text;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Images;
using Microsoft.Extensions.Logging.Abstractions;

namespace Harness.Lab.Containers;

/// <summary>
/// The lab's images, built from <c>containers/</c> and tagged by the hash of their files: the same files are built once.
/// </summary>
internal static class LabImages
{
    /// <summary>What the lab's images are built on.</summary>
    public const string BaseImage = "debian:bookworm-slim";

    private const string Ground = "ground";

    private static string Root => Path.Combine(AppContext.BaseDirectory, "containers");

    /// <summary>The images of the lab's containers, by folder name; builds those that are not there.</summary>
    /// <param name="folders">The folders below <c>containers/</c>, without <c>ground</c>.</param>
    /// <param name="told">Told before an image is built, which takes tens of seconds.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyDictionary<string, string>> ReadyAsync(
        IReadOnlyList<string> folders, Action<string> told, CancellationToken cancel)
    {
        string ground = await ReadyAsync(Ground, null, told, cancel);
        string[] images = await Task.WhenAll(folders.Select(f => ReadyAsync(f, ground, told, cancel)));
        return folders.Zip(images).ToDictionary(p => p.First, p => p.Second);
    }

    /// <summary>The folders whose image is not among these tags.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(IReadOnlyList<string> tags, CancellationToken cancel)
    {
        string ground = await NameAsync(Ground, null, cancel);
        var names = new Dictionary<string, string> { [Ground] = ground };
        foreach (string folder in LabContainers.Folders)
        {
            names[folder] = await NameAsync(folder, ground, cancel);
        }

        return [.. names.Where(n => !tags.Contains(n.Value)).Select(n => n.Key)];
    }

    private static async Task<string> ReadyAsync(string folder, string? ground, Action<string> told, CancellationToken cancel)
    {
        string name = await NameAsync(folder, ground, cancel);
        ImageFromDockerfileBuilder builder = new ImageFromDockerfileBuilder()
            .WithLogger(NullLogger.Instance)
            .WithDockerfileDirectory(Path.Combine(Root, folder))
            .WithName(name)
            .WithLabel(Ownership.ImageLabel, folder)
            .WithImageBuildPolicy(image =>
            {
                if (image is null)
                {
                    told($"building the image {name} (once)");
                }

                return image is null;
            })
            .WithDeleteIfExists(false)
            .WithCleanUp(false);
        IFutureDockerImage image = (ground is null ? builder : builder.WithBuildArgument("GROUND", ground)).Build();
        await image.CreateAsync(cancel);
        return name;
    }

    private static async Task<string> NameAsync(string folder, string? ground, CancellationToken cancel)
        => $"smtp-harness/{folder}:{await HashAsync(Path.Combine(Root, folder), ground, cancel)}";

    private static async Task<string> HashAsync(string context, string? ground, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(ground ?? ""));
        foreach (string file in Directory.EnumerateFiles(context, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(context, file)));
            hash.AppendData(await File.ReadAllBytesAsync(file, cancel));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
