using System.Net;

namespace Harness.Core.Deliverability;

/// <summary>The domain that is asked about, and how its mail goes out.</summary>
/// <param name="Name">The domain, in lower case.</param>
/// <param name="SendingAddresses">The addresses its mail comes from; empty: those of its exchangers.</param>
/// <param name="HeloName">The name its server introduces itself with; null: that of its first exchanger.</param>
/// <param name="Selectors">The selectors its mail is signed with; empty: unknown.</param>
public sealed record DomainSubject(string Name, IReadOnlyList<IPAddress> SendingAddresses, string? HeloName, IReadOnlyList<string> Selectors);
