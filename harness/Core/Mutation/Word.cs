namespace Harness.Core.Mutation;

/// <summary>A word of a main.cf list where it stands; a <c>{ … }</c> group is one word.</summary>
/// <param name="Text">The word.</param>
/// <param name="Start">Its first character in the file, from 0.</param>
/// <param name="End">The character after its last one.</param>
/// <param name="Line">The physical line on which it begins, from 1.</param>
internal sealed record Word(string Text, int Start, int End, int Line);
