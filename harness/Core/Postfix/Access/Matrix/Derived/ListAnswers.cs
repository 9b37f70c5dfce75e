using System.Net;
using Harness.Core.Postfix.Access.Restrictions;

namespace Harness.Core.Postfix.Access.Matrix.Derived;

/// <summary>What a DNS list may answer that a configuration tells apart.</summary>
internal static class ListAnswers
{
    private static readonly IPAddress _any = IPAddress.Parse("127.0.0.2");

    /// <summary>An answer that fits a pattern, then those on its edges, inside and outside.</summary>
    /// <param name="pattern">The text after <c>=</c>; empty for none.</param>
    public static IEnumerable<IPAddress> Of(string pattern)
    {
        if (pattern.Length == 0 || AnswerPattern.Parse(pattern) is not { } read)
            return [_any];
        byte[]? inside = Inside(read);
        if (inside is null)
            return [_any];
        var answers = new List<IPAddress> { new(inside) };
        int? previous = null;
        for (int last = 0; last < 256; last++)
        {
            IPAddress answer = new([inside[0], inside[1], inside[2], (byte)last]);
            int matches = read.Matches(answer) ? 1 : 0;
            if (previous is { } before && before != matches)
                answers.AddRange([new([inside[0], inside[1], inside[2], (byte)(last - 1)]), answer]);
            previous = matches;
        }
        return answers.Distinct();
    }

    // Field by field: what the others come to does not depend on it.
    private static byte[]? Inside(AnswerPattern pattern)
    {
        foreach ((byte second, byte third) in (ReadOnlySpan<(byte, byte)>)[(0, 0), (0, 1), (255, 255), (0, 2), (0, 3), (0, 5), (1, 0)])
        {
            for (int last = 2; last < 258; last++)
            {
                byte[] octets = [127, second, third, (byte)last];
                if (pattern.Matches(new IPAddress(octets)))
                    return octets;
            }
        }
        return null;
    }
}
