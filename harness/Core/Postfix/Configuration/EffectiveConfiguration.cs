namespace Harness.Core.Postfix.Configuration;

/// <summary>What a service of Postfix works with: main.cf, its own <c>-o</c> of master.cf, and the release's defaults.</summary>
public sealed class EffectiveConfiguration
{
    private EffectiveConfiguration(MainCf main, MasterCf master, MasterService? service, PostfixRelease release, MachineFacts machine)
    {
        (Main, Master, Service) = (main, master, service);
        Scope = new ParameterScope(main, master, service, ReleaseDefaults.Of(release), machine, new ExpansionBudget());
        Parameters = new ServiceParameters(release, new ParameterValues(Scope));
        Problems = [.. main.Problems.Select(p => new ConfigurationProblem(main.FileName, p.Line, p.Message, p.IsFatal)), .. master.Problems, .. Complaints()];
    }

    /// <summary>The main.cf.</summary>
    public MainCf Main { get; }

    /// <summary>The master.cf.</summary>
    public MasterCf Master { get; }

    /// <summary>The service; null for what every program sees that has no <c>-o</c> of its own.</summary>
    public MasterService? Service { get; }

    /// <summary>The parameters, expanded.</summary>
    public ServiceParameters Parameters { get; }

    /// <summary>
    /// What Postfix complains about in both files, and in the values set there: those that cannot be expanded, and those
    /// that are no number, time, or yes and no where one is wanted. Names that nobody knows are told by <see cref="KnownParameters"/>.
    /// </summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    internal ParameterScope Scope { get; }

    /// <summary>The configuration of one service.</summary>
    /// <param name="main">Its main.cf.</param>
    /// <param name="master">Its master.cf; null for the one that comes with the release.</param>
    /// <param name="service">The service, usually one of <see cref="MasterCf.Smtpds"/>; null for main.cf alone.</param>
    /// <param name="release">Whose defaults and whose rules hold.</param>
    /// <param name="machine">The machine it runs on.</param>
    public static EffectiveConfiguration Of(
        MainCf main, MasterCf? master, MasterService? service, PostfixRelease release, MachineFacts machine)
        => new(main, master ?? MasterCf.Default(release), service, release, machine);

    /// <summary>The configuration of the smtpd behind port 25; of main.cf alone where master.cf has none.</summary>
    /// <param name="main">Its main.cf.</param>
    /// <param name="master">Its master.cf; null for the one that comes with the release.</param>
    /// <param name="release">Whose defaults and whose rules hold.</param>
    /// <param name="machine">The machine it runs on.</param>
    public static EffectiveConfiguration OfPublicSmtpd(MainCf main, MasterCf? master, PostfixRelease release, MachineFacts machine)
    {
        master ??= MasterCf.Default(release);
        var plain = Of(main, master, null, release, machine);
        return master.Public(plain.Parameters.Text("smtpd_service_name")) is { } smtpd ? Of(main, master, smtpd, release, machine) : plain;
    }

    private IEnumerable<ConfigurationProblem> Complaints()
    {
        foreach (var setting in Scope.Settings.Where(s => s.Placed is not null).OrderBy(s => s.Placed!.Head.File, StringComparer.Ordinal).ThenBy(s => s.Line))
        {
            var place = setting.Placed!.Head;
            if (Scope.Release.TypeOf(setting.Name).Kind == ParameterKind.Raw)
                continue;
            var text = Scope.Expand(setting.Placed);
            var complaint = text.Error is { } error
                ? $"{setting.Name}: {error}"
                : ParameterCheck.Complaint(setting.Name, text.ToString(), Scope.Release);
            if (complaint is not null)
                yield return new(place.File, setting.Line, complaint, true);
        }
    }
}
