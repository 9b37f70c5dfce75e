using Harness.Core.Smtp.Tls;

namespace Harness.Core.Evidence;

/// <summary>What a run found out about a server's TLS, put together from its sessions. Pure.</summary>
/// <param name="Versions">The versions that were agreed on, the newest first.</param>
/// <param name="RefusedVersions">The versions that were offered alone and not agreed on.</param>
/// <param name="Suites">The classes of suites (<see cref="SuiteClasses"/>) that were agreed on where nothing else was offered, the best first.</param>
/// <param name="RefusedSuites">The classes that were offered alone and refused.</param>
/// <param name="Groups">The groups in which keys were agreed on, the strongest first.</param>
/// <param name="Certificates">The chains that were shown, one for each certificate of the server.</param>
/// <param name="Resumption">How a session could be resumed; null where nothing is known of it.</param>
/// <param name="Stapled">Whether a response was stapled to a certificate; null where nothing is known of it.</param>
public sealed record TlsFacts(
    IReadOnlyList<string> Versions,
    IReadOnlyList<string> RefusedVersions,
    IReadOnlyList<string> Suites,
    IReadOnlyList<string> RefusedSuites,
    IReadOnlyList<string> Groups,
    IReadOnlyList<IReadOnlyList<PresentedCertificate>> Certificates,
    IReadOnlyList<string>? Resumption,
    bool? Stapled)
{
    /// <summary>The facts of a run, or null where it said no hello.</summary>
    public static TlsFacts? Of(RunRecord run)
    {
        TlsOutcome[] all = [.. run.Observations.Select(o => o.Tls).OfType<TlsOutcome>()];
        TlsOutcome[] hellos = [.. all.Where(t => t.Hello is not null)];
        if (hellos.Length == 0)
        {
            return null;
        }

        string[] versions = [.. TlsVersions.All.Where(v => all.Any(t => t.Protocol == v)).Reverse()];
        TlsOutcome[] answered = [.. hellos.Where(t => t.Hello!.End is HelloEnd.Agreed or HelloEnd.Refused)];
        string[] suites = [.. SuiteClasses.Words.Where(w => answered.Any(t => t.Agreed && t.Hello!.Offer.Suites == w)).Reverse()];
        HelloFacts[] inClear = [.. hellos.Select(t => t.Hello!).Where(h => h.Ticket is not null)];
        return new TlsFacts(
            versions,
            [.. TlsVersions.All.Where(v => !versions.Contains(v) && answered.Any(t => t.Hello!.Offer.Versions == v && t.Hello.Offer.Suites == SuiteClasses.All)).Reverse()],
            suites,
            [.. SuiteClasses.Words.Where(w => !suites.Contains(w) && answered.Any(t => t.Hello!.Offer.Suites == w)).Reverse()],
            [.. hellos.Where(t => t.Hello!.Group is not null).OrderByDescending(t => t.Hello!.Group!.Strength).Select(Named).Distinct()],
            [.. all.Where(t => t.Certificate is not null).GroupBy(t => t.Certificate!.Sha256).Select(g => g.MaxBy(t => t.Chain.Count)!.Chain)],
            inClear.Length == 0 ? null : [.. inClear.Any(h => h.Ticket == true) ? ["ticket"] : Array.Empty<string>(), .. inClear.Any(h => h.SessionId == true) ? ["identifier"] : Array.Empty<string>()],
            inClear.Length == 0 ? null : inClear.Any(h => h.Stapled == true));
    }

    // Where nobody shows a certificate a server may be less choosy.
    private static string Named(TlsOutcome outcome)
        => SuiteClasses.Of(outcome.CipherSuite ?? "") == "anonymous" ? $"{outcome.Hello!.Group!.Name} (anonymous)" : outcome.Hello!.Group!.Name;
}
