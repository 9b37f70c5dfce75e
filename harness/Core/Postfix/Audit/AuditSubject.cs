using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Core.Postfix.Audit;

/// <summary>The configuration that is looked through.</summary>
/// <param name="Main">Its main.cf.</param>
/// <param name="Master">Its master.cf; null where it was not given, so that nobody knows its services.</param>
/// <param name="Release">The release that it is for.</param>
/// <param name="Machine">The machine that it is for, as far as it is known.</param>
/// <param name="Files">Where the files are that it names.</param>
public sealed record AuditSubject(MainCf Main, MasterCf? Master, PostfixRelease Release, MachineFacts Machine, ITableFiles Files)
{
    /// <summary>Opens its tables.</summary>
    internal TableOpener Opener { get; } = new(Files, Release);

    /// <summary>Its smtpd services, or main.cf alone where master.cf is not known; each with what it works with.</summary>
    internal IReadOnlyList<EffectiveConfiguration> Smtpds => smtpds ??= [.. Servers()];

    private IReadOnlyList<EffectiveConfiguration>? smtpds;

    /// <summary>The one that strangers reach.</summary>
    internal EffectiveConfiguration Public => shown ??= EffectiveConfiguration.OfPublicSmtpd(Main, Master, Release, Machine);

    private EffectiveConfiguration? shown;

    private IEnumerable<EffectiveConfiguration> Servers()
    {
        yield return Public;
        foreach (var service in (Master?.Smtpds ?? []).Where(s => !ReferenceEquals(s, Public.Service)))
            yield return EffectiveConfiguration.Of(Main, Master, service, Release, Machine);
    }
}
