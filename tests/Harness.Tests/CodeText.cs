using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Harness.Tests;

/// <summary>The code of a C# file without its comments and the contents of its strings; what stands in the holes of an interpolated string is code.</summary>
internal static class CodeText
{
    private static readonly SyntaxKind[] _texts =
    [
        SyntaxKind.StringLiteralToken, SyntaxKind.CharacterLiteralToken, SyntaxKind.InterpolatedStringTextToken,
        SyntaxKind.SingleLineRawStringLiteralToken, SyntaxKind.MultiLineRawStringLiteralToken,
        SyntaxKind.Utf8StringLiteralToken, SyntaxKind.Utf8SingleLineRawStringLiteralToken, SyntaxKind.Utf8MultiLineRawStringLiteralToken,
    ];

    /// <summary>The tokens with the blanks between them, a line a line.</summary>
    public static string Of(string source) => string.Concat(CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()
        .Select(t => Blanks(t.LeadingTrivia) + (_texts.Contains(t.Kind()) ? "\"\"" : t.Text) + Blanks(t.TrailingTrivia)));

    private static string Blanks(SyntaxTriviaList trivia) => string.Concat(trivia
        .Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia) || t.IsKind(SyntaxKind.EndOfLineTrivia)).Select(t => t.ToString()));
}
