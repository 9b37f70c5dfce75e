using System.Text;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Replies;

/// <summary>What a choice in a template depends on: a value that is not empty, or a comparison.</summary>
internal sealed class Condition(string name, ReplyTemplate? left, string sign, ReplyTemplate? right)
{
    /// <summary>Whether it holds; null where a name in it does not exist, or the comparison is none.</summary>
    public bool? Holds(ITemplateValues values)
    {
        // A name that does not exist is as good as an empty one where only its presence is asked.
        if (left is null || right is null)
            return !string.IsNullOrEmpty(values.Find(name));
        var one = new StringBuilder();
        var other = new StringBuilder();
        if (!left.AppendTo(one, values) || !right.AppendTo(other, values))
            return null;
        return MacroComparison.Order(one.ToString(), other.ToString()) is { } order ? MacroComparison.Holds(sign, order) : null;
    }
}
