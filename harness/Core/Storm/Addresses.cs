using System.Text;

namespace Harness.Core.Storm;

/// <summary>The recipients of a storm: each names its message and its place among that message's recipients.</summary>
public sealed class Addresses
{
    /// <summary>Digits of a message's number.</summary>
    internal const int Digits = 7;

    private const int PlaceDigits = 3;

    private readonly byte[] _template;
    private readonly byte[] _prefix;
    private readonly int _recipients;
    private readonly int _messages;
    private readonly bool _isFixed;

    /// <summary>For a plan.</summary>
    public Addresses(StormPlan plan)
    {
        (_recipients, _messages, _isFixed) = (plan.Recipients, plan.Messages, plan.FixedRecipient is not null);
        _prefix = Encoding.ASCII.GetBytes($"storm-{plan.Tag}-");
        _template = Encoding.ASCII.GetBytes(plan.FixedRecipient
            ?? $"storm-{plan.Tag}-{new string('0', Digits)}-{new string('0', PlaceDigits)}@{StormPlan.Domain}");
    }

    /// <summary>The length of every recipient.</summary>
    internal int Length => _template.Length;

    /// <summary>Writes the recipient of a copy.</summary>
    internal int Write(int message, int place, Span<byte> into)
    {
        _template.CopyTo(into);
        if (!_isFixed)
        {
            WriteDigits(message, into[_prefix.Length..]);
            WriteNumber(place, into.Slice(_prefix.Length + Digits + 1, PlaceDigits));
        }

        return _template.Length;
    }

    /// <summary>The copy that an address names.</summary>
    /// <returns>-1 where it is none of this storm.</returns>
    public int CopyOf(ReadOnlySpan<byte> address)
    {
        if (_isFixed || address.Length < _prefix.Length + Digits + 1 + PlaceDigits || !address.StartsWith(_prefix))
            return -1;
        int message = ReadNumber(address.Slice(_prefix.Length, Digits));
        int place = ReadNumber(address.Slice(_prefix.Length + Digits + 1, PlaceDigits));
        return message >= 0 && message < _messages && place >= 0 && place < _recipients ? (message * _recipients) + place : -1;
    }

    /// <summary>Writes a message's number.</summary>
    internal static void WriteDigits(int message, Span<byte> into) => WriteNumber(message, into[..Digits]);

    /// <summary>A number in decimal digits; -1 where one is none.</summary>
    internal static int ReadNumber(ReadOnlySpan<byte> digits)
    {
        int number = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return -1;
            number = (number * 10) + digit - '0';
        }

        return number;
    }

    private static void WriteNumber(int number, Span<byte> into)
    {
        for (int i = into.Length - 1; i >= 0; i--)
        {
            into[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
