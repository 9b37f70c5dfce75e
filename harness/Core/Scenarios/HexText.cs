using System.Text;

namespace Harness.Core.Scenarios;

/// <summary>Octets in hexadecimal, as a person writes them: pairs of digits, blanks between the pairs.</summary>
internal static class HexText
{
    /// <summary>Reads the digits, without the blanks.</summary>
    /// <exception cref="FixtureException">A character is no digit, or a pair is cut; the message says which, counted from 1.</exception>
    public static string Read(YamlNode node)
    {
        string text = node.Text();
        StringBuilder digits = new(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsAsciiHexDigit(text[at]))
            {
                digits.Append(text[at]);
            }
            else if (text[at] is not (' ' or '\n'))
            {
                throw node.Wrong($"has {Spelling.Quote(text[at].ToString())} at character {at + 1}; write hexadecimal digits, two for an octet");
            }
            else if (digits.Length % 2 != 0)
            {
                throw node.Wrong($"has an octet of one digit before character {at + 1}; write two, as in 0d");
            }
        }

        return digits.Length == 0 ? throw node.Wrong("holds no octets; write two digits for each, as in 0d 0a")
            : digits.Length % 2 != 0 ? throw node.Wrong($"ends in an octet of one digit, at character {text.TrimEnd().Length}; write two, as in 0d")
            : digits.ToString();
    }
}
