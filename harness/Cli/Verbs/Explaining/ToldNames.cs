using Harness.Core.Postfix.Access.Names;

namespace Harness.Cli.Verbs.Explaining;

/// <summary>The DNS as the caller tells it; what he does not tell is as supposed.</summary>
internal sealed class ToldNames(DnsFacts supposed, IReadOnlyDictionary<string, NameAnswer?> told) : DnsFacts
{
    /// <inheritdoc/>
    public override NameAnswer Ask(ReadOnlySpan<char> name, NameType type)
    {
        if (told.Count == 0 || !told.TryGetValue(name.ToString(), out NameAnswer? answer) || answer is null)
            return supposed.Ask(name, type);
        return (answer.Status, type) switch
        {
            (NameStatus.NullMx, not NameType.Mx) => NameAnswer.Missing,
            (NameStatus.Found, not NameType.A) => NameAnswer.Missing,
            _ => answer,
        };
    }
}
