namespace Harness.Core.Postfix.Access.Replies;

/// <summary>The value a reply names: one word, or a client as <c>name[address]</c>, not put together before it is sent.</summary>
internal readonly record struct ReplyName(string Name, string? Address = null)
{
    public override string ToString() => Address is null ? Name : $"{Name}[{Address}]";
}
