namespace Harness.Core.Postfix.Access.Names;

/// <summary>A question without a string of its own.</summary>
internal readonly ref struct NameQuestion(ReadOnlySpan<char> name, NameType type)
{
    public ReadOnlySpan<char> Name { get; } = name;

    public NameType Type { get; } = type;
}

/// <summary>Compares names without regard to case, so that a question on the stack finds its answer (RFC 4343).</summary>
internal sealed class NameKey : IEqualityComparer<(string Name, NameType Type)>, IAlternateEqualityComparer<NameQuestion, (string Name, NameType Type)>
{
    public static readonly NameKey Comparer = new();

    public bool Equals((string Name, NameType Type) x, (string Name, NameType Type) y)
        => x.Type == y.Type && x.Name.Equals(y.Name, StringComparison.OrdinalIgnoreCase);

    public int GetHashCode((string Name, NameType Type) key) => Hash(key.Name, key.Type);

    public bool Equals(NameQuestion alternate, (string Name, NameType Type) other)
        => alternate.Type == other.Type && alternate.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase);

    public int GetHashCode(NameQuestion alternate) => Hash(alternate.Name, alternate.Type);

    public (string Name, NameType Type) Create(NameQuestion alternate) => (alternate.Name.ToString(), alternate.Type);

    private static int Hash(ReadOnlySpan<char> name, NameType type)
        => string.GetHashCode(name, StringComparison.OrdinalIgnoreCase) ^ ((int)type * 397);
}
