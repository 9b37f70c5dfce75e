using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Harness.Core.Reports.Html;

/// <summary>
/// The templates of the pages (Liquid), their style and their scripts, all carried by the assembly. Whatever a template writes is
/// encoded for HTML; only the frame may write text as it is.
/// </summary>
internal static class HtmlTemplates
{
    private static readonly FluidParser _parser = new();

    private static readonly TemplateOptions _options = new()
    {
        MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase },
        FileProvider = new Carried(),
    };

    // Letters of every script stay as they are: what is not to be seen was escaped before it came here.
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly Dictionary<string, Lazy<IFluidTemplate>> _templates = new[] { "layout", "judgement", "storm", "mutation" }
        .ToDictionary(name => name, name => new Lazy<IFluidTemplate>(() => _parser.Parse(Asset($"{name}.liquid"))));

    /// <summary>Writes a template.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="model">What it tells; its members by their names in camelCase.</param>
    /// <param name="output">Where to.</param>
    public static void Write(string name, object model, TextWriter output)
        => output.Write(_templates[name].Value.Render(new TemplateContext(model, _options), _encoder, isolateContext: false));

    /// <summary>A template, style or script as text, with line feeds for line ends.</summary>
    public static string Asset(string file)
    {
        using var reader = new StreamReader(Opened(file));
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static Stream Opened(string file) => Assembly.GetExecutingAssembly().GetManifestResourceStream($"html/{file}")
        ?? throw new InvalidOperationException($"the assembly carries no html/{file}");

    // What a template includes.
    private sealed class Carried : IFileProvider
    {
        public IFileInfo GetFileInfo(string subpath) => new CarriedFile(subpath);

        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }

    private sealed class CarriedFile(string name) : IFileInfo
    {
        public bool Exists => Assembly.GetExecutingAssembly().GetManifestResourceInfo($"html/{name}") is not null;

        public long Length => -1;

        public string? PhysicalPath => null;

        public string Name => name;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => Opened(name);
    }
}
