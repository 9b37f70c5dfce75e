namespace Harness.Lab.Servers;

/// <summary>Another mail server that a lab can start beside the Postfix under test.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Folder">Its folder of <c>containers/</c>.</param>
/// <param name="Address">Its address on the lab's internet.</param>
public sealed record ServerKind(string Name, string Folder, string Address)
{
    /// <summary>What makes it a variant, as <c>serve</c> in its folder takes it; null where it runs as its folder has it.</summary>
    public (string Variable, string Value)? Variant { get; init; }

    /// <summary>The release of Debian it is from, by the Postfix of that release.</summary>
    public PostfixVersion Suite { get; init; } = PostfixVersion.Default;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
