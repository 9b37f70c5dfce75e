using System.Security.Cryptography;
using System.Text;

namespace Harness.Core.Reports.Html;

/// <summary>
/// What every page has around its body: one file with its style and its script in it, and a policy by which a browser runs nothing
/// else and fetches nothing (Content Security Policy Level 3, with the hashes of both).
/// </summary>
internal static class HtmlFrame
{
    /// <summary>Writes a page.</summary>
    /// <param name="output">Where to; lines end in a line feed alone.</param>
    /// <param name="title">Its title.</param>
    /// <param name="body">The template of its body.</param>
    /// <param name="model">What that tells.</param>
    /// <param name="scripts">Scripts besides the one that every page has.</param>
    public static void Write(TextWriter output, string title, string body, object model, params string[] scripts)
    {
        using var inner = new StringWriter { NewLine = "\n" };
        HtmlTemplates.Write(body, model, inner);
        string style = HtmlTemplates.Asset("page.css");
        string script = string.Concat(scripts.Prepend("page.js").Select(HtmlTemplates.Asset));
        HtmlTemplates.Write("layout", new { Title = title, Policy = Policy(style, script), Style = style, Script = script, Body = inner.ToString() }, output);
    }

    private static string Policy(string style, string script) => string.Join("; ",
        "default-src 'none'", $"style-src {Hash(style)}", $"script-src {Hash(script)}", "img-src data:", "base-uri 'none'", "form-action 'none'",
        "require-trusted-types-for 'script'");

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
