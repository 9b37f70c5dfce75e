using Harness.Core.Postfix.Access.Replies;

namespace Harness.Core.Postfix.Access.Evaluating;

/// <summary>What a list's own replies are about, and what a bare <c>type:table</c> in it means.</summary>
/// <param name="Name">The value that replies name.</param>
/// <param name="Subject">The class that replies name.</param>
/// <param name="Default">The check_*_access of a bare table; null where none is allowed (DATA, end of data).</param>
internal readonly record struct Scope(ReplyName Name, ReplyClass Subject, AccessSubject? Default);
