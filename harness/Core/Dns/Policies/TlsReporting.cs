namespace Harness.Core.Dns.Policies;

/// <summary>The record that says where reports on TLS go (RFC 8460 §3).</summary>
public static class TlsReporting
{
    /// <summary>Whether a TXT record is one.</summary>
    public static bool Is(string text) => text.StartsWith("v=TLSRPTv1", StringComparison.Ordinal);

    /// <summary>What is wrong with it in one phrase, or null.</summary>
    public static string? Wrong(string text)
    {
        (TagList? tags, string? wrong) = TagList.Parse(text);
        return tags is null ? wrong
            : tags["v"] != "TLSRPTv1" ? $"v={tags["v"]} is not v=TLSRPTv1"
            : tags["rua"] is not { Length: > 0 } rua ? "there is no rua="
            : rua.Split(',').Select(u => u.Trim()).FirstOrDefault(u => !u.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && !u.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) is { } strange
                ? $"rua={strange} is neither mailto: nor https:"
            : null;
    }
}
