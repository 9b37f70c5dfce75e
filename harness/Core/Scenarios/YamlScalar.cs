using Harness.Core.Smtp;

namespace Harness.Core.Scenarios;

/// <summary>A single value as it is spelt, with quotes and escapes resolved.</summary>
/// <param name="Name">The quoted key it stands under, or its number in a list.</param>
/// <param name="Place">Where it begins.</param>
/// <param name="Text">Its characters.</param>
/// <param name="IsPlain">Written without quotes and not as a block, so that YAML gives some words a meaning.</param>
internal sealed record YamlScalar(string Name, YamlPlace Place, string Text, bool IsPlain) : YamlNode(Name, Place)
{
    /// <summary>The words of YAML 1.2's core schema for no value (chapter 10.3.2).</summary>
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    public bool IsTruth => IsPlain && Text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE";

    public override string Kind => IsNull ? "empty" : IsTruth ? "true or false" : "a text";
}

/// <summary>The kinds of single value that a key asks for.</summary>
internal static class YamlTexts
{
    /// <summary>A text of any characters, possibly empty where it is quoted. Unquoted numbers are texts as they are spelt.</summary>
    public static string Text(this YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => throw node.Wrong("is empty; give it a value, or \"\" for an empty text"),
        YamlScalar { IsTruth: true } s => throw node.Wrong($"is the truth value {s.Text}; quote it if the word is meant"),
        YamlScalar s => s.Text,
        YamlMap { Entries: [{ Value: YamlScalar { IsNull: true } }] } m
            => throw node.Wrong($"is a mapping, not a text; quote a text that holds a placeholder: \"{{{Visible.Escape(m.Entries[0].Key)}}}\""),
        _ => throw node.Wrong($"is {node.Kind}, not a text; write one text"),
    };

    /// <summary>One line that says something: no control characters, blanks around it removed.</summary>
    public static string Prose(this YamlNode node) => OneLine(node, node.Text());

    /// <summary>Holds a text that a person reads, written or filled, to one visible line.</summary>
    public static string OneLine(YamlNode node, string text)
    {
        string trimmed = text.Trim();
        return trimmed.Length == 0 ? throw node.Wrong("is empty; say something")
            : trimmed.Any(char.IsControl) ? throw node.Wrong("has a line break or a control character; write one line, folded with > if it is long")
            : trimmed;
    }

    /// <summary>Truth, which only the unquoted words <c>true</c> and <c>false</c> are.</summary>
    public static bool Truth(this YamlNode node) => node is YamlScalar { IsPlain: true, Text: "true" or "false" } s
        ? s.Text == "true"
        : throw node.Wrong("is neither true nor false; write one of the two, unquoted");

    /// <summary>A whole number within bounds, in decimal digits.</summary>
    public static int Number(this YamlNode node, int least, int most)
        => node is YamlScalar { IsPlain: true, Text.Length: > 0 and < 10 } s && s.Text.All(char.IsAsciiDigit)
            && int.Parse(s.Text) is var number && number >= least && number <= most
            ? number
            : throw node.Wrong($"is not a number from {least} to {most}; write it in digits, unquoted");

    /// <summary>One of the words a key knows, spelt exactly.</summary>
    public static string OneOf(this YamlNode node, IReadOnlyCollection<string> words)
    {
        string text = node.Text();
        return words.Contains(text) ? text : throw node.Wrong($"cannot be {Spelling.Quote(text)}; {Spelling.DidYouMean(text, words)}");
    }
}
