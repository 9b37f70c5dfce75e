using System.Text;

namespace Harness.Core.Residency;

/// <summary>Values of a file in MaxMind's format: maps are walked for one key, everything else is skipped.</summary>
/// <param name="file">The whole file.</param>
/// <param name="start">Where the section begins; pointers count from there.</param>
/// <param name="end">Where it ends.</param>
internal sealed class MmdbValues(byte[] file, int start, int end)
{
    private const int MostDeep = 16;
    private const int LongestText = 200;

    // What one look-up may go through: a map of maps of maps costs more than it holds.
    private const int MostSteps = 100_000;

    private const int Pointer = 1;
    private const int Utf8 = 2;
    private const int Map = 7;
    private const int Array = 11;

    private int _steps;

    /// <summary>Where the section begins.</summary>
    public int Start => start;

    /// <summary>The text at the end of a path of keys, or null.</summary>
    public string? Text(int at, params string[] path)
    {
        _steps = 0;
        foreach (string key in path)
        {
            if (Value(at, key) is not { } value)
            {
                return null;
            }

            at = value;
        }

        (int type, int size, int data) = Followed(at);
        return type == Utf8 ? Encoding.UTF8.GetString(file, data, Math.Min(size, LongestText)) : null;
    }

    /// <summary>The unsigned number of a key, or null.</summary>
    public long? Number(int at, string key)
    {
        _steps = 0;
        if (Value(at, key) is not { } value)
        {
            return null;
        }

        (int type, int size, int data) = Followed(value);
        if (type is not (5 or 6) || size > 4)
        {
            return null;
        }

        long number = 0;
        for (int i = 0; i < size; i++)
        {
            number = (number << 8) | file[data + i];
        }

        return number;
    }

    private int? Value(int at, string key)
    {
        (int type, int size, int data) = Followed(at);
        if (type != Map)
        {
            return null;
        }

        for (int entry = 0; entry < size; entry++)
        {
            (int keyType, int keySize, int keyData) = Followed(data);
            int value = Behind(data, 0);
            if (keyType == Utf8 && keySize == key.Length && Encoding.UTF8.GetString(file, keyData, keySize) == key)
            {
                return value;
            }

            data = Behind(value, 0);
        }

        return null;
    }

    // Where the value behind this one begins.
    private int Behind(int at, int depth)
    {
        if (depth > MostDeep)
        {
            throw new FormatException("its values nest too deep");
        }

        (int type, int size, int data) = Head(at);
        if (type is Map or Array)
        {
            for (long inner = 0; inner < (type == Map ? 2L * size : size); inner++)
            {
                data = Behind(data, depth + 1);
            }

            return data;
        }

        // A boolean is its own size.
        return type is Pointer or 14 ? data : data + size;
    }

    private (int Type, int Size, int Data) Followed(int at)
    {
        (int type, int size, int data) = Head(at);
        if (type != Pointer)
        {
            return (type, size, data);
        }

        long target = (long)start + size;
        (type, size, data) = target < end ? Head((int)target) : throw new FormatException("a pointer leads outside");
        return type != Pointer ? (type, size, data) : throw new FormatException("a pointer leads to a pointer");
    }

    // Of a pointer the size is where it leads to.
    private (int Type, int Size, int Data) Head(int at)
    {
        if (++_steps > MostSteps)
        {
            throw new FormatException("it costs too much to look into");
        }

        int control = Octet(at++);
        int type = control >> 5;
        if (type == Pointer)
        {
            int length = ((control >> 3) & 3) + 1;
            long value = length == 4 ? 0 : control & 7;
            for (int i = 0; i < length; i++)
            {
                value = (value << 8) | (uint)Octet(at++);
            }

            value += length switch { 2 => 2048, 3 => 526336, _ => 0 };
            return value <= int.MaxValue ? (Pointer, (int)value, at) : throw new FormatException("a pointer leads outside");
        }

        type = type == 0 ? 7 + Octet(at++) : type;
        int size = control & 31;
        if (size > 28)
        {
            int extra = size - 28, more = 0;
            for (int i = 0; i < extra; i++)
            {
                more = (more << 8) | Octet(at++);
            }

            size = more + extra switch { 1 => 29, 2 => 285, _ => 65821 };
        }

        return type is Map or Array or 14 || (long)at + size <= end ? (type, size, at) : throw new FormatException("a value is longer than the file");
    }

    private int Octet(int at) => at >= 0 && at < end ? file[at] : throw new FormatException("it ends too early");
}
