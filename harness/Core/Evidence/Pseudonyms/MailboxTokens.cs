using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Core.Smtp;

namespace Harness.Core.Evidence.Pseudonyms;

/// <summary>Puts tokens in the place of names: the same name gets the same token wherever it stands, as long as the key is the same.</summary>
public sealed class MailboxTokens
{
    /// <summary>The shortest key that is worth something, in octets.</summary>
    public const int ShortestKey = 16;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int TokenLength = 10;

    // Where a name of that length stands inside of a word, the word is one of somebody.
    private const int LongEnoughAnywhere = 6;

    private const string At = @"(?=""?\s*(?:@|\\x40|=40|%40|\+40|&#64;))";

    private static readonly SearchValues<string> _ats = SearchValues.Create(["@", "\\x40", "=40", "%40", "+40", "&#64;"], StringComparison.OrdinalIgnoreCase);

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly byte[] _key;
    private readonly Dictionary<string, string> _tokens = new(StringComparer.OrdinalIgnoreCase);
    private readonly Regex? _beforeAt;
    private readonly Regex? _alone;
    private readonly Regex? _anywhere;
    private readonly SearchValues<string> _names;
    private readonly string[] _clients;

    // A run says the same a thousand times.
    private readonly Dictionary<(string, bool), string> _told = [];

    /// <summary>Learns the names of a record from all its texts.</summary>
    /// <param name="key">The secret that makes the tokens.</param>
    /// <param name="texts">Everything that is going to be told.</param>
    /// <param name="clients">Addresses and names of clients that get tokens as well; none: they stay.</param>
    public MailboxTokens(byte[] key, IEnumerable<string> texts, IEnumerable<string> clients)
    {
        _key = key;
        _clients = [.. clients.Where(c => c.Length > 2).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(c => c.Length)];
        var names = new MailboxNames();
        foreach (string text in texts.ToHashSet(StringComparer.Ordinal))
        {
            names.Look(text);
        }

        foreach ((string spelling, string name) in names.Spellings)
        {
            foreach (string variant in Variants(spelling))
            {
                _tokens.TryAdd(variant, Token("m", name));
            }
        }

        string[] alone = [.. names.Alone.SelectMany(Variants).Distinct(StringComparer.OrdinalIgnoreCase)];
        _beforeAt = Any(_tokens.Keys, @"(?<![\p{L}\p{N}])", At);
        _alone = Any(alone, @"(?<![\p{L}\p{N}])", @"(?![\p{L}\p{N}])");
        _names = SearchValues.Create(alone, StringComparison.OrdinalIgnoreCase);
        _anywhere = Any(alone.Where(a => a.Length >= LongEnoughAnywhere), "", "");
    }

    /// <summary>The text with tokens in it.</summary>
    public string Of(string text) => Of(text, alone: true);

    /// <summary>The text with tokens in the place of what stands before an at sign: for prose, in which a name may be a word.</summary>
    public string OfProse(string text) => Of(text, alone: false);

    private string Of(string text, bool alone)
    {
        if (!_told.TryGetValue((text, alone), out string? told))
        {
            _told[(text, alone)] = told = Told(text, alone);
        }

        return told;
    }

    private string Told(string text, bool alone)
    {
        // What is encoded is told again without its encoding, or not at all.
        string told = TextViews.EncodedWord().Replace(Clients(text), "[encoded word]");
        told = TextViews.Run().Replace(told, m => TextViews.Base64(m.Value) is { } inner && Tells(inner) ? $"[base64: {Visible.Escape(Of(inner, alone: true))}]" : m.Value);
        told = HasAt(told) ? _beforeAt?.Replace(told, Replaced) ?? told : told;
        if (alone && told.AsSpan().ContainsAny(_names))
        {
            told = _alone?.Replace(told, Replaced) ?? told;
            told = _anywhere?.Replace(told, Replaced) ?? told;
        }

        return Hidden(told) ? $"[left out: {told.Length} characters in which a name is encoded]" : told;
    }

    private static bool HasAt(string text) => text.AsSpan().ContainsAny(_ats);

    private bool Tells(string text) => TextViews.Of(text).Any(v => (HasAt(v) && _beforeAt?.IsMatch(v) == true) || (v.AsSpan().ContainsAny(_names) && _alone?.IsMatch(v) == true));

    // A reading of the text that still has a name in it, which the text itself has not.
    private bool Hidden(string told) => _anywhere is not null && TextViews.Of(told).Any(v => v != told && v.AsSpan().ContainsAny(_names) && _anywhere.IsMatch(v));

    private string Replaced(Match found) => _tokens.GetValueOrDefault(found.Value, "m-unknown");

    private string Clients(string text) => _clients.Aggregate(text, (t, client) => Regex.Replace(
        t, $@"(?<![\p{{L}}\p{{N}}.:]){Regex.Escape(client)}(?![\p{{L}}\p{{N}}:]|\.[0-9])", Token("c", client.ToLowerInvariant()), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, _patience));

    private string Token(string kind, string name)
    {
        byte[] mac = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{kind}:{name}"));
        return $"{kind}-{string.Concat(mac.Take(TokenLength).Select(o => Alphabet[o & 31]))}";
    }

    // The ways in which a report may spell it.
    private static IEnumerable<string> Variants(string spelling)
    {
        byte[] octets = Encoding.UTF8.GetBytes(spelling);
        yield return spelling;
        yield return Visible.Escape(octets);
        yield return Visible.Escape(spelling);
        yield return Uri.EscapeDataString(spelling);
        yield return string.Concat(octets.Select(o => char.IsAsciiLetterOrDigit((char)o) ? $"{(char)o}" : $"={o:X2}"));
        yield return string.Concat(octets.Select(o => o is > 0x20 and < 0x7f and not (byte)'+' and not (byte)'=' ? $"{(char)o}" : $"+{o:X2}"));
        if (octets.Length >= 3)
        {
            yield return Convert.ToBase64String(octets);
        }
    }

    private static Regex? Any(IEnumerable<string> words, string before, string behind)
    {
        string[] all = [.. words.Where(w => w.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal).Select(Regex.Escape)];
        return all.Length == 0 ? null : new Regex($"{before}(?:{string.Join('|', all)}){behind}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled, _patience);
    }
}
