using System.Net;

namespace Harness.Core.Dns.Spf;

/// <summary>Who is asked about (RFC 7208 §4.1).</summary>
/// <param name="Client">The client's address.</param>
/// <param name="Domain">The domain whose record is asked.</param>
/// <param name="Sender">The envelope sender; <c>postmaster@</c> and the HELO name where it is empty (§2.4).</param>
/// <param name="Helo">The HELO name.</param>
public sealed record SpfQuestion(IPAddress Client, string Domain, string Sender, string Helo);
