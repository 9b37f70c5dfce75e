using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Harness.Tests.Reports.Html;

/// <summary>Pages as a browser reads them, without one.</summary>
internal static class Pages
{
    private static readonly string[] _elements =
    [
        "a", "b", "body", "button", "code", "dd", "del", "details", "div", "dl", "dt", "form", "h1", "h2", "h3", "h4", "head", "header", "html", "i", "input", "ins", "kbd",
        "label", "li", "line", "link", "main", "meta", "nav", "ol", "option", "output", "p", "path", "polyline", "pre", "rect", "script", "section", "select", "span", "strong",
        "style", "summary", "svg", "table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul",
    ];

    public static IHtmlDocument Parsed(string page) => new HtmlParser().ParseDocument(page);

    /// <summary>Nothing of the page runs, is fetched or is styled but what the page itself says, and its policy allows just that.</summary>
    public static void ShouldBeHarmless(IHtmlDocument page)
    {
        page.All.Select(e => e.LocalName).Distinct().Should().BeSubsetOf(_elements);
        page.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Name is "style" or "src" or "srcdoc" or "action")
            .Should().BeEmpty();
        page.QuerySelectorAll("[href]").Select(e => e.GetAttribute("href")!).Where(h => !h.StartsWith('#') && h != "data:,").Should().BeEmpty();
        IElement script = page.QuerySelectorAll("script").Should().ContainSingle().Subject, style = page.QuerySelectorAll("style").Should().ContainSingle().Subject;
        string policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        policy.Split("; ").Should().Equal(
            "default-src 'none'", $"style-src '{Hash(style)}'", $"script-src '{Hash(script)}'", "img-src data:", "base-uri 'none'", "form-action 'none'",
            "require-trusted-types-for 'script'");
    }

    private static string Hash(IElement element) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.TextContent)))}";
}
