using System.Net;
using System.Net.Sockets;
using Harness.Core.Mutation.Parameters;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Mutation.Operators;

/// <summary>A network is taken for a wider, a narrower or another one.</summary>
internal sealed class Widen : ParameterOperator
{
    private static readonly int[] _wider = [16, 8];

    /// <inheritdoc/>
    public override string Name => "network";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(Parameter parameter)
    {
        if (parameter.Bearing.Role != Role.Networks)
        {
            yield break;
        }

        IReadOnlyList<Word> words = parameter.Configuration.Words(parameter.Setting);
        for (int i = 0; i < words.Count; i++)
        {
            if (Read(words[i].Text) is not { } network)
            {
                continue;
            }

            foreach ((string variant, IPNetwork other, string mistake) in Mistaken(network))
            {
                string written = other.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{other.BaseAddress}]/{other.PrefixLength}" : $"{other}";
                yield return parameter.At(i, words[i], $"{written} stands where {words[i].Text} is meant: {mistake}", new Edit(words[i].Start, words[i].End, written)) with { Variant = variant };
            }
        }
    }

    private static IEnumerable<(string Variant, IPNetwork Network, string Mistake)> Mistaken(IPNetwork network)
    {
        int most = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        bool isLoopback = IPAddress.IsLoopback(network.BaseAddress);
        if (!isLoopback && network.PrefixLength > 1)
        {
            yield return ("twice", Around(network.BaseAddress, network.PrefixLength - 1), "twice as many clients are trusted");
        }

        if (!isLoopback && most == 32)
        {
            foreach (int wider in _wider.Where(w => w < network.PrefixLength - 1))
            {
                yield return ($"{wider}", Around(network.BaseAddress, wider), "too many clients are trusted");
            }
        }

        if (network.PrefixLength > 0)
        {
            yield return ("everybody", Around(network.BaseAddress, 0), "everybody is trusted");
        }

        if (network.PrefixLength < most && !isLoopback)
        {
            yield return ("one", Around(network.BaseAddress, most), "one client is trusted");
        }

        if (Next(network) is { } next && !isLoopback)
        {
            yield return ("next", next, "the network next to it is trusted");
        }
    }

    private static IPNetwork? Next(IPNetwork network)
    {
        byte[] octets = network.BaseAddress.GetAddressBytes();
        int at = (network.PrefixLength - 1) / 8;
        if (network.PrefixLength == 0 || network.PrefixLength % 8 != 0 || octets[at] == 255)
        {
            return null;
        }

        octets[at]++;
        return new IPNetwork(new IPAddress(octets), network.PrefixLength);
    }

    private static IPNetwork Around(IPAddress address, int prefix)
    {
        byte[] octets = address.GetAddressBytes();
        for (int bit = prefix; bit < octets.Length * 8; bit++)
        {
            octets[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(octets), prefix);
    }

    // An entry may also be !pattern, /file, type:table or $name (postconf(5), mynetworks).
    private static IPNetwork? Read(string word) => CidrPattern.TryRead(word, out CidrPattern network, out _) ? network.ToNetwork() : null;
}
