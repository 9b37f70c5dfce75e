using System.Globalization;
using System.Net;
using Harness.Core.Scenarios;

namespace Harness.Core.Residency;

/// <summary>Where mail, and what it says about people, may be.</summary>
/// <param name="Title">What is declared, in a line.</param>
/// <param name="Networks">Networks that are allowed, whatever their country.</param>
/// <param name="Countries">Countries that are allowed (ISO 3166, two capitals).</param>
/// <param name="CountryFile">The file that knows the countries of addresses, as written; null where no country is named.</param>
/// <param name="Lists">Blocking lists that may be told of clients: there is a contract, or a decision.</param>
/// <param name="LogDays">For how many days logs may be kept; null where nothing is declared.</param>
public sealed record Declaration(string Title, IReadOnlyList<IPNetwork> Networks, IReadOnlyList<string> Countries, string? CountryFile, IReadOnlyList<string> Lists, int? LogDays)
{
    /// <summary>The largest declaration that is read, in octets.</summary>
    public const int MaxOctets = 1024 * 1024;

    /// <summary>Reads one.</summary>
    /// <param name="text">Its YAML.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="FixtureException">It is none; the message says where and what to write instead.</exception>
    public static Declaration Read(string text, string file)
    {
        YamlMap root = StrictYaml.Read(text, file, "the declaration");
        root.OnlyKeys("title", "networks", "countries", "country-file", "lists", "log-days");
        IPNetwork[] networks = root.TryFind("networks", out YamlNode? nets) ? [.. nets.OneOrMore("[192.0.2.0/24]").Select(Network)] : [];
        string[] countries = root.TryFind("countries", out YamlNode? named) ? [.. named.OneOrMore("[NO, SE]").Select(Country)] : [];
        string? countryFile = root.TryFind("country-file", out YamlNode? path) ? path.Text() : null;
        if (networks.Length + countries.Length == 0)
        {
            throw root.Wrong("allows nothing; write networks: [192.0.2.0/24], or countries: [NO] with country-file: FILE.mmdb");
        }

        return (countries.Length > 0) == (countryFile is not null)
            ? new Declaration(
                root.Need("title", "title: mail stays in the country").Prose(), networks, countries, countryFile,
                root.TryFind("lists", out YamlNode? lists) ? [.. lists.OneOrMore("[zen.spamhaus.org]").Select(l => l.Text())] : [],
                root.TryFind("log-days", out YamlNode? days) ? Days(days) : null)
            : throw root.Wrong(countryFile is null ? "names countries and no file that knows them; write country-file: FILE.mmdb" : "has a country-file and no countries; write countries: [NO]");
    }

    private static IPNetwork Network(YamlNode node)
        => IPNetwork.TryParse(node.Text(), out IPNetwork network) ? network
        : IPAddress.TryParse(node.Text(), out IPAddress? address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw node.Wrong($"cannot be {Spelling.Quote(node.Text())}; write a network as in 192.0.2.0/24, without bits behind its prefix");

    private static string Country(YamlNode node)
        => node.Text() is { Length: 2 } code && code.All(char.IsAsciiLetterUpper) ? code
        : throw node.Wrong($"cannot be {Spelling.Quote(node.Text())}; write two capitals, as in NO (and \"NO\" in quotes where YAML might take it for no)");

    private static int Days(YamlNode node)
        => int.TryParse(node.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is > 0 and <= 36500 ? days
        : throw node.Wrong("is a number of days, from 1 to 36500");
}
