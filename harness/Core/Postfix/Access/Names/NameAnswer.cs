using System.Net;

namespace Harness.Core.Postfix.Access.Names;

/// <summary>The DNS's answer to one question.</summary>
/// <param name="Status">What became of it; the records are empty unless it is <see cref="NameStatus.Found"/>.</param>
public sealed record NameAnswer(NameStatus Status)
{
    /// <summary>No such name or type.</summary>
    public static readonly NameAnswer Missing = new(NameStatus.Missing);

    /// <summary>Nobody knows.</summary>
    public static readonly NameAnswer Unknown = new(NameStatus.Unknown);

    /// <summary>For now there is no answer.</summary>
    public static readonly NameAnswer Failed = new(NameStatus.Failed);

    /// <summary>A null MX.</summary>
    public static readonly NameAnswer NullMx = new(NameStatus.NullMx);

    /// <summary>The addresses of A and AAAA.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>The hosts of MX and NS in the order of the answer.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The preferences that go with the hosts of MX.</summary>
    public IReadOnlyList<int> Preferences { get; init; } = [];

    /// <summary>The texts of TXT, each record's strings joined.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>An answer of addresses.</summary>
    public static NameAnswer Of(params IReadOnlyList<IPAddress> addresses) => new(NameStatus.Found) { Addresses = addresses };
}
