using System.Net;

namespace Harness.Lab.Servers;

/// <summary>Another mail server as it runs in a lab.</summary>
/// <param name="Direct">
/// Its SMTP port on this machine's loopback. The server sees the address of Docker's bridge, which is no address of its own and
/// none that it trusts.
/// </param>
/// <param name="Log">Its mail log.</param>
public sealed record OtherServer(IPEndPoint Direct, ServerLog Log);
