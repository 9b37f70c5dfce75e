namespace Harness.Core.Postfix.Access.Names;

/// <summary>What the server would find in the DNS. Safe for use by many threads; asking makes no packet unless the type says so.</summary>
public abstract class DnsFacts
{
    /// <summary>Nothing is known: every question ends a prediction with the name that was asked for.</summary>
    public static readonly DnsFacts None = new KnownZones();

    /// <summary>The answer to one question.</summary>
    /// <param name="name">The name without a dot at its end; letter case does not matter.</param>
    /// <param name="type">The type asked for.</param>
    public abstract NameAnswer Ask(ReadOnlySpan<char> name, NameType type);
}
