using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Core.Fuzz;

/// <summary>The word by which a message is known wherever it turns up: in its envelope sender, its subject and its last line.</summary>
public static partial class MessageToken
{
    /// <summary>The word of a transaction's messages.</summary>
    public static string Of(int transaction) => $"fz{transaction}z";

    /// <summary>The last line of a message that is whole.</summary>
    public static string LastLine(int transaction) => $"end of {Of(transaction)}";

    /// <summary>The transactions whose words stand in a text, in its order.</summary>
    public static IEnumerable<int> In(string text) => Word().Matches(text).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct();

    [GeneratedRegex(@"fz([0-9]{1,9})z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
