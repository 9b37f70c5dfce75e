namespace Harness.Core.Dns.Policies;

/// <summary>A list of tags with values, as DKIM, DMARC, MTA-STS and TLS-RPT spell their records (RFC 6376 §3.2).</summary>
public sealed class TagList
{
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);

    private TagList()
    {
    }

    /// <summary>The name of the first tag, or null.</summary>
    public string? First { get; private set; }

    /// <summary>The value of a tag without blanks around it, or null.</summary>
    public string? this[string name] => _tags.GetValueOrDefault(name);

    /// <summary>Reads a list.</summary>
    /// <returns>The list, or what is wrong in one phrase.</returns>
    public static (TagList? Tags, string? Wrong) Parse(string text)
    {
        var tags = new TagList();
        foreach (string part in text.Split(';').Select(p => p.Trim(' ', '\t', '\r', '\n')))
        {
            if (part.Length == 0)
            {
                continue;
            }

            if (part.IndexOf('=') is not (> 0 and var equals))
            {
                return (null, $"\"{part}\" is no tag with a value");
            }

            string name = part[..equals].Trim();
            if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            {
                return (null, $"\"{name}\" is no name of a tag");
            }

            if (!tags._tags.TryAdd(name, part[(equals + 1)..].Trim()))
            {
                return (null, $"the tag {name} stands twice");
            }

            tags.First ??= name;
        }

        return tags.First is null ? (null, "there is no tag in it") : (tags, null);
    }
}
