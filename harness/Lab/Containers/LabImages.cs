using System.Security.Cryptography;
using System.Text;
using Docker.DotNet;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Images;
using Microsoft.Extensions.Logging.Abstractions;

namespace Harness.Lab.Containers;

/// <summary>
/// The lab's images, built from <c>containers/</c> and tagged by the hash of their files: the same files are built once.
/// </summary>
internal static class LabImages
{
    private const string Ground = "ground";

    private static string Root => Path.Combine(AppContext.BaseDirectory, "containers");

    /// <summary>The images of the lab's containers, by folder name; builds those that are not there.</summary>
    /// <param name="folders">The folders below <c>containers/</c>, without <c>ground</c>.</param>
    /// <param name="postfix">What mx runs.</param>
    /// <param name="told">Told before an image is built, which takes tens of seconds.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyDictionary<string, string>> ReadyAsync(
        IReadOnlyList<string> folders, PostfixVersion postfix, Action<string> told, CancellationToken cancel)
    {
        // Two grounds at the most, and each is built once though several containers stand on it.
        PostfixVersion[] suites = [.. folders.Select(f => SuiteOf(f, postfix)).Distinct()];
        string[] grounds = await Task.WhenAll(suites.Select(s => GroundAsync(s, told, cancel)));
        string[] images = await Task.WhenAll(folders.Select(f => ReadyAsync(f, "GROUND", grounds[Array.IndexOf(suites, SuiteOf(f, postfix))], told, cancel)));
        return folders.Zip(images).ToDictionary(p => p.First, p => p.Second);
    }

    /// <summary>The image of another mail server; builds it where it is not there.</summary>
    /// <param name="folder">Its folder below <c>containers/</c>.</param>
    /// <param name="suite">The release of Debian it is from.</param>
    /// <param name="told">Told before an image is built.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<string> ReadyAsync(string folder, PostfixVersion suite, Action<string> told, CancellationToken cancel)
        => await ReadyAsync(folder, "GROUND", await GroundAsync(suite, told, cancel), told, cancel);

    /// <summary>The folders whose image for a Postfix is not among these tags.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(
        IReadOnlyList<string> tags, PostfixVersion postfix, CancellationToken cancel)
        => [.. (await NamesAsync(postfix, cancel)).Where(n => !tags.Contains(n.Value)).Select(n => n.Key)];

    /// <summary>The names of a lab's images, by folder.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(PostfixVersion postfix, CancellationToken cancel)
    {
        var names = new Dictionary<string, string> { [Ground] = await NameAsync(Ground, PostfixVersion.Default.BaseImage, cancel) };
        foreach (string folder in LabContainers.Folders)
        {
            string ground = await NameAsync(Ground, SuiteOf(folder, postfix).BaseImage, cancel);
            names[folder] = await NameAsync(folder, ground, cancel);
        }

        return names;
    }

    // Only the Postfix under test is of the suite that is asked for.
    private static PostfixVersion SuiteOf(string folder, PostfixVersion postfix) => folder == LabContainers.Mx ? postfix : PostfixVersion.Default;

    private static async Task<string> GroundAsync(PostfixVersion suite, Action<string> told, CancellationToken cancel)
    {
        try
        {
            return await ReadyAsync(Ground, "BASE", suite.BaseImage, told, cancel);
        }
        catch (DockerApiException refused)
        {
            // Without it the engine asks a registry, and its own words are about that.
            if (await suite.HasBaseImageAsync(cancel))
            {
                throw;
            }

            throw new LabException($"{suite.BaseImage} is not there: {Readiness.CommandFor(suite)} gets or makes it", refused);
        }
    }

    private static async Task<string> ReadyAsync(string folder, string argument, string stands, Action<string> told, CancellationToken cancel)
    {
        string name = await NameAsync(folder, stands, cancel);
        ImageFromDockerfileBuilder builder = new ImageFromDockerfileBuilder()
            .WithLogger(NullLogger.Instance)
            .WithDockerfileDirectory(Path.Combine(Root, folder))
            .WithName(name)
            .WithLabel(Ownership.ImageLabel, folder)
            .WithImageBuildPolicy(image =>
            {
                if (image is null)
                {
                    Executables.Mark(Path.Combine(Root, folder));
                    told($"building the image {name} (once)");
                }

                return image is null;
            })
            .WithDeleteIfExists(false)
            .WithCleanUp(false);
        IFutureDockerImage image = builder.WithBuildArgument(argument, stands).Build();
        await image.CreateAsync(cancel);
        return name;
    }

    private static async Task<string> NameAsync(string folder, string stands, CancellationToken cancel)
        => $"smtp-harness/{folder}:{await HashAsync(Path.Combine(Root, folder), stands, cancel)}";

    // The same files on another ground are another image.
    private static async Task<string> HashAsync(string context, string stands, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(stands));
        foreach (string file in Directory.EnumerateFiles(context, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(context, file)));
            hash.AppendData(await File.ReadAllBytesAsync(file, cancel));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
