using System.Security.Authentication;

namespace Harness.Core.Smtp.Tls;

/// <summary>The versions of the protocol by the names that reports, scenarios and main.cf share, and their codes on the wire.</summary>
public static class TlsVersions
{
    internal const ushort Tls12 = 0x0303;
    internal const ushort Tls13 = 0x0304;

    private static readonly (string Name, ushort Code)[] _codes =
        [("SSLv3", 0x0300), ("TLSv1.0", 0x0301), ("TLSv1.1", 0x0302), ("TLSv1.2", Tls12), ("TLSv1.3", Tls13)];

    /// <summary>Their names, the oldest first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. _codes.Select(v => v.Name)];

    /// <summary>A version's code (RFC 8446 §4.2.1).</summary>
    /// <exception cref="FormatException">There is no such version.</exception>
    internal static ushort Code(string name)
        => Array.Find(_codes, v => v.Name == name) is { Name: not null } known
            ? known.Code
            : throw new FormatException($"no version of TLS is called '{Visible.Escape(name)}'; known are {string.Join(", ", All)}");

    /// <summary>A version's name, or its code where it has none.</summary>
    internal static string Name(ushort code)
        => Array.Find(_codes, v => v.Code == code) is { Name: { } name } ? name : $"0x{code:X4}";

    /// <summary>The name of a version as the library has it.</summary>
    // By word: the constants of versions that must not be used any more are obsolete, the servers are not.
    internal static string Name(SslProtocols protocol) => $"{protocol}" switch
    {
        "Tls" => "TLSv1.0",
        "Tls11" => "TLSv1.1",
        "Tls12" => "TLSv1.2",
        "Tls13" => "TLSv1.3",
        var other => other,
    };
}
