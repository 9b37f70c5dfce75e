using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Harness.Lab.Containers;

/// <summary>
/// Looks at the local Docker engine before Testcontainers does, and tells Testcontainers what it would get wrong here: an
/// engine older than its default API, a reaper whose image is not to be had. What the user set stays.
/// </summary>
internal static class ContainerEngine
{
    private const string DefaultSocket = "/var/run/docker.sock";

    // Testcontainers asks for this version of the engine's API unless told otherwise.
    private static readonly Version _testcontainersApi = new(1, 44);
    private static volatile EngineFacts? _facts;

    /// <summary>
    /// Whether the containers' root is root to the kernel: else it does not show them every setting of theirs (net.unix in
    /// Linux' net/unix/sysctl_net_unix.c). False before <see cref="PrepareAsync"/>.
    /// </summary>
    public static bool HasRealRoot => _facts is { IsRemapped: false };

    /// <summary>Detects, until it has once succeeded. Call it before the first use of Testcontainers.</summary>
    /// <exception cref="LabException">No engine answers; one that is started then is found by the next call.</exception>
    public static async Task PrepareAsync()
    {
        if (_facts is null)
        {
            await DetectAsync();
        }
    }

    /// <summary>Where the engine is looked for.</summary>
    public static string Host
        => Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } set ? set : $"unix://{DefaultSocket}";

    /// <summary>What the local engine says of itself; null where none answers, or it is not a local one.</summary>
    public static async Task<EngineFacts?> LookAsync(CancellationToken cancel)
    {
        if (!IsLocal)
        {
            return null;
        }

        using HttpClient engine = Over(Host["unix://".Length..]);
        try
        {
            JsonElement version = await engine.GetFromJsonAsync<JsonElement>("/version", cancel);
            JsonElement images = await engine.GetFromJsonAsync<JsonElement>("/images/json", cancel);
            JsonElement info = await engine.GetFromJsonAsync<JsonElement>("/info", cancel);
            return new EngineFacts(
                version.GetProperty("Version").GetString() ?? "",
                version.GetProperty("ApiVersion").GetString() ?? "",
                [.. images.EnumerateArray().SelectMany(TagsOf)],
                !info.TryGetProperty("SecurityOptions", out JsonElement options)
                    || (options.GetRawText() is var said && (said.Contains("rootless", StringComparison.Ordinal) || said.Contains("userns", StringComparison.Ordinal))));
        }
        catch (Exception silent) when (silent is HttpRequestException or IOException or SocketException
            || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Something that is no engine listens there.
            return null;
        }
    }

    private static bool IsLocal => Host.StartsWith("unix://", StringComparison.Ordinal) && !OperatingSystem.IsWindows();

    private static async Task DetectAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            // Docker Desktop's pipe: Testcontainers' own detection is made for it.
            return;
        }

        if (!IsLocal)
        {
            throw new LabException($"DOCKER_HOST={Host} is an engine elsewhere, and the lab is reached over this machine's loopback only: run the harness there, or unset DOCKER_HOST");
        }

        EngineFacts engine = await LookAsync(CancellationToken.None)
            ?? throw new LabException($"no Docker engine answers at {Host}: run {Readiness.Command} as root, or start it");
        if (Version.TryParse(engine.ApiVersion, out Version? api) && api < _testcontainersApi)
        {
            Default("DOCKER_API_VERSION", api.ToString());
        }

        if (!engine.HasReaper)
        {
            // Leftovers sweeps what a killed run left.
            Default("TESTCONTAINERS_RYUK_DISABLED", "true");
        }

        Default("TESTCONTAINERS_HOST_OVERRIDE", "127.0.0.1");
        _facts = engine;
    }

    // The engine spells "no tags" as null.
    private static IEnumerable<string> TagsOf(JsonElement image)
        => image.TryGetProperty("RepoTags", out JsonElement tags) && tags.ValueKind == JsonValueKind.Array
            ? tags.EnumerateArray().Select(t => t.GetString() ?? "")
            : [];

    private static HttpClient Over(string socket) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancel) =>
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
                return new NetworkStream(connection, ownsSocket: true);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        },
    })
    {
        BaseAddress = new Uri("http://engine"),
        Timeout = TimeSpan.FromSeconds(10),
    };

    private static void Default(string variable, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
        {
            Environment.SetEnvironmentVariable(variable, value);
        }
    }
}

/// <summary>What an engine says of itself.</summary>
/// <param name="Version">Its version.</param>
/// <param name="ApiVersion">The version of its API.</param>
/// <param name="Images">The tags of its images.</param>
/// <param name="IsRemapped">Whether root of a container is somebody else outside, or nothing is said about it.</param>
internal sealed record EngineFacts(string Version, string ApiVersion, IReadOnlyList<string> Images, bool IsRemapped)
{
    /// <summary>Whether Testcontainers' reaper can be started.</summary>
    public bool HasReaper => Images.Any(i => i.StartsWith("testcontainers/ryuk:", StringComparison.Ordinal));

    /// <summary>Whether the images of a Postfix can be built without a registry.</summary>
    public bool HasBaseImage(PostfixVersion postfix) => Images.Contains(postfix.BaseImage);
}
