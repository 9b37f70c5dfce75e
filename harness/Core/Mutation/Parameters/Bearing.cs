namespace Harness.Core.Mutation.Parameters;

/// <summary>A parameter of postconf(5) that bears on access, TLS or limits.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What its value is.</param>
/// <param name="Default">Postfix's default where it is a plain word, else null: to set it so is no mistake.</param>
/// <param name="Likely">Globs over the attacks that are about it, the most likely killers first.</param>
internal sealed record Bearing(string Name, Role Role, string? Default, params string[] Likely)
{
    /// <summary>All of them: the explicit list.</summary>
    public static IReadOnlyList<Bearing> All { get; } = [.. AccessParameters.All, .. TlsParameters.All, .. LimitParameters.All];

    /// <summary>The parameter of this name, or null where it bears on nothing that a session can show.</summary>
    public static Bearing? Of(string name) => _byName.GetValueOrDefault(name);

    private static readonly Dictionary<string, Bearing> _byName = All.ToDictionary(b => b.Name, StringComparer.Ordinal);
}
