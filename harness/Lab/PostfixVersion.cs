namespace Harness.Lab;

/// <summary>A Postfix that the lab can run: the one of a Debian release.</summary>
/// <param name="Number">Its version as <c>--postfix</c> names it.</param>
/// <param name="Suite">Debian's name of the release.</param>
public sealed record PostfixVersion(string Number, string Suite)
{
    /// <summary>The one that runs where none is asked for.</summary>
    public static readonly PostfixVersion Default = new("3.7", "bookworm");

    /// <summary>All of them, the oldest first.</summary>
    public static readonly IReadOnlyList<PostfixVersion> All = [new("3.5", "bullseye"), Default, new("3.10", "trixie")];

    /// <summary>The image that its container is built on.</summary>
    public string BaseImage => $"debian:{Suite}-slim";

    /// <summary>The version with a number; null where the lab has none.</summary>
    public static PostfixVersion? Find(string number) => All.FirstOrDefault(v => v.Number == number);

    /// <summary>Whether its base image is on this machine.</summary>
    /// <param name="cancel">Gives up.</param>
    /// <returns>False as well where no local engine answers.</returns>
    public async Task<bool> HasBaseImageAsync(CancellationToken cancel)
        => (await Containers.ContainerEngine.LookAsync(cancel))?.HasBaseImage(this) ?? false;
}
