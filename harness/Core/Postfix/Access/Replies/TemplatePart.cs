using System.Text;

namespace Harness.Core.Postfix.Access.Replies;

/// <summary>A piece of a reply template.</summary>
internal abstract class TemplatePart
{
    /// <summary>Adds the piece to a reply; false where a name in it does not exist.</summary>
    public abstract bool AppendTo(StringBuilder text, ITemplateValues values);

    /// <summary>Text as it stands.</summary>
    internal sealed class Literal(string words) : TemplatePart
    {
        public override bool AppendTo(StringBuilder text, ITemplateValues values)
        {
            text.Append(words);
            return true;
        }
    }

    /// <summary>A value.</summary>
    internal sealed class Value(string name) : TemplatePart
    {
        public string Name { get; } = name;

        public override bool AppendTo(StringBuilder text, ITemplateValues values)
        {
            if (values.Find(Name) is not { } found)
                return false;
            if (!found.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                text.Append(found);
                return true;
            }
            // smtpd_expansion_filter leaves printable ASCII; anything else becomes an underscore.
            foreach (Rune rune in found.EnumerateRunes())
            {
                if (rune.Value is '\t' or (>= ' ' and < 0x7f))
                    text.Append(rune);
                else
                    text.Append('_', rune.Utf8SequenceLength);
            }
            return true;
        }
    }

    /// <summary>One text where a value is there, another where it is not.</summary>
    internal sealed class Choice(Condition condition, ReplyTemplate? then, ReplyTemplate? otherwise) : TemplatePart
    {
        public override bool AppendTo(StringBuilder text, ITemplateValues values)
            => condition.Holds(values) is { } holds && ((holds ? then : otherwise)?.AppendTo(text, values) ?? true);
    }
}
