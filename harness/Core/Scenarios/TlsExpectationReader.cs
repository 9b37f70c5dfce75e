using Harness.Core.Smtp.Tls;

namespace Harness.Core.Scenarios;

/// <summary>Reads the key <c>tls</c> of an expectation.</summary>
internal static class TlsExpectationReader
{
    private const string Example = "tls: { agreed: false }";

    private static readonly string[] _truths =
        ["agreed", "valid-now", "names-server", "sound-signatures", "whole-chain", "stapled-as-demanded", "resumable", "secure-renegotiation", "compressed"];

    /// <summary>Reads it.</summary>
    public static TlsExpectation Read(YamlNode node)
    {
        YamlMap map = node.Map(Example);
        map.OnlyKeys([.. _truths, "protocol", "suites", "key-strength", "group-strength"]);
        if (map.Entries.Count == 0)
        {
            throw map.Wrong($"holds for every handshake; say what must come of it, as in {Example}");
        }

        return new TlsExpectation
        {
            Agreed = Truth("agreed"),
            Protocol = Words("protocol", TlsVersions.All),
            Suites = Words("suites", SuiteClasses.Words),
            ValidNow = Truth("valid-now"),
            NamesServer = Truth("names-server"),
            KeyStrength = Bits("key-strength"),
            GroupStrength = Bits("group-strength"),
            SoundSignatures = Truth("sound-signatures"),
            WholeChain = Truth("whole-chain"),
            StapledAsDemanded = Truth("stapled-as-demanded"),
            Resumable = Truth("resumable"),
            SecureRenegotiation = Truth("secure-renegotiation"),
            Compressed = Truth("compressed"),
        };

        bool? Truth(string key) => map.TryFind(key, out YamlNode? value) ? value.Truth() : null;

        int? Bits(string key) => map.TryFind(key, out YamlNode? value) ? value.Number(80, 256) : null;

        IReadOnlyList<string> Words(string key, IReadOnlyCollection<string> known)
            => map.TryFind(key, out YamlNode? value) ? [.. value.OneOrMore($"{key}: {known.First()}").Select(v => v.OneOf(known))] : [];
    }
}
