using System.Net;

namespace Harness.Core.Residency;

/// <summary>What a declaration allows, asked about addresses.</summary>
/// <param name="declared">The declaration.</param>
/// <param name="countries">Its file of countries; null where it names none.</param>
public sealed class Area(Declaration declared, CountryFile? countries)
{
    private static readonly IPNetwork[] _own = [.. new[] { "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "::1/128", "fc00::/7", "fe80::/10" }.Select(IPNetwork.Parse)];

    /// <summary>The declaration.</summary>
    public Declaration Declared { get; } = declared;

    /// <summary>Whether an address is inside, and what is known of it.</summary>
    /// <returns>Null where nobody knows its country.</returns>
    /// <exception cref="FormatException">The file of countries is broken.</exception>
    public (bool? Inside, string Known) Of(IPAddress address)
    {
        if (Declared.Networks.FirstOrDefault(n => n.Contains(address)) is { PrefixLength: > 0 } network)
        {
            return (true, $"{network}");
        }

        if (_own.Any(n => n.Contains(address)))
        {
            return (true, "a private address");
        }

        string? country = countries?.CountryOf(address);
        return country is null
            ? (countries is null ? false : null, countries is null ? "in none of the declared networks" : "of a country that the file does not know")
            : (Declared.Countries.Contains(country), country);
    }

    /// <summary>What is allowed, in words.</summary>
    public override string ToString() => string.Join(", ", Declared.Countries.Concat(Declared.Networks.Select(n => $"{n}")));
}
