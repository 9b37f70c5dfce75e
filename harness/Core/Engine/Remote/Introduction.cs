using Harness.Core.Evidence;
using Harness.Core.Smtp;

namespace Harness.Core.Engine.Remote;

/// <summary>What a server says of itself before anything is asked of it. Escaped: a server may say anything.</summary>
/// <param name="Banner">The first line of its greeting.</param>
/// <param name="Extensions">What it announces.</param>
internal sealed record Introduction(string Banner, ServiceExtensions Extensions)
{
    private const int LongestBanner = 100;

    /// <summary>Reads it off a session in which EHLO was said.</summary>
    public static Introduction Of(Observation seen) => new(
        Cut(seen.Exchanges.FirstOrDefault(e => e.Stage == Stage.Connect)?.Lines is [var banner, ..] ? banner : ""),
        ServiceExtensions.Of(seen.Exchanges) ?? new ServiceExtensions([]));

    /// <summary>The name with which the server greets (RFC 5321 §4.2), or null where it says none.</summary>
    public string? Name => Banner.Split(' ')[0] is var name && OwnName.IsFullyQualified(name) ? name : null;

    private static string Cut(string banner) => banner.Length <= LongestBanner ? banner : banner[..LongestBanner] + "…";
}
