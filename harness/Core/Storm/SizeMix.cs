using System.Globalization;

namespace Harness.Core.Storm;

/// <summary>How large messages are: one size, a range, or sizes with weights. The size of a message follows from its number.</summary>
public sealed class SizeMix
{
    /// <summary>The largest message, in octets.</summary>
    public const int Largest = 16 * 1024 * 1024;

    private readonly (int Least, int Most, int UpTo)[] _parts;
    private readonly int _weight;

    private SizeMix(string text, (int Least, int Most, int Weight)[] parts)
    {
        Text = text;
        _parts = new (int, int, int)[parts.Length];
        foreach (((int least, int most, int weight), int index) in parts.Select((p, i) => (p, i)))
        {
            _weight += weight;
            _parts[index] = (least, most, _weight);
        }
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The largest size there is, in octets.</summary>
    public int Most => _parts.Max(p => p.Most);

    /// <summary>Messages of one size.</summary>
    /// <param name="octets">The size.</param>
    public static SizeMix Fixed(int octets) => new(octets.ToString(CultureInfo.InvariantCulture), [(octets, octets, 1)]);

    /// <summary>Reads <c>4k</c>, <c>1k-64k</c> or <c>2k:80,20k-100k:19,1m:1</c>, where a range is even in the size's logarithm.</summary>
    /// <exception cref="FormatException">It is none of these; the message says what is wrong.</exception>
    public static SizeMix Parse(string text)
    {
        (int, int, int)[] parts = [.. text.Split(',').Select(Part)];
        return parts.Length <= 32 ? new SizeMix(text, parts) : throw new FormatException("more than 32 sizes");
    }

    /// <summary>The size of a message in octets, as long as its header takes no more.</summary>
    public int Of(int message)
    {
        if (_parts is [var (least, most, _)] && least == most)
            return least;
        // A multiplicative hash: the same number has the same size in each run, and neighbours do not.
        ulong hash = (ulong)(message + 1) * 0x9E3779B97F4A7C15;
        int draw = (int)(hash >> 40) % _weight;
        (int from, int to, _) = Array.Find(_parts, p => draw < p.UpTo);
        double share = (uint)hash / (double)uint.MaxValue;
        return (int)(from * Math.Pow(to / (double)from, share));
    }

    private static (int Least, int Most, int Weight) Part(string text)
    {
        string[] halves = text.Split(':');
        int weight = halves.Length == 1 ? 1
            : halves.Length == 2 && int.TryParse(halves[1], NumberStyles.None, CultureInfo.InvariantCulture, out int given) && given is > 0 and <= 10000 ? given
            : throw new FormatException($"\"{text}\" has no weight between 1 and 10000 behind its colon");
        int[] ends = [.. halves[0].Split('-').Select(Octets)];
        return ends switch
        {
            [var size] => (size, size, weight),
            [var least, var most] when least <= most => (least, most, weight),
            _ => throw new FormatException($"\"{halves[0]}\" is no range of sizes, the smaller first"),
        };
    }

    private static int Octets(string text)
    {
        (string digits, int unit) = text switch
        {
            [.. var number, 'k' or 'K'] => (number, 1024),
            [.. var number, 'm' or 'M'] => (number, 1024 * 1024),
            _ => (text, 1),
        };
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 && count <= Largest / unit
            ? count * unit
            : throw new FormatException($"\"{text}\" is no size of at most 16m");
    }
}
