namespace Harness.Core.Smtp;

/// <summary>What a SOCKS5 proxy made of a request to connect.</summary>
/// <param name="Connected">True when the next octet on the stream comes from the destination.</param>
/// <param name="Detail">Why not, in the words of RFC 1928 §6 or of what the proxy did wrong; null when connected.</param>
public sealed record Socks5Outcome(bool Connected, string? Detail);
