namespace Harness.Core.Postfix.Configuration;

/// <summary>A master.cf read as text (master(5)). Each of its smtpd services is a configuration of its own.</summary>
/// <param name="FileName">The name under which the file is shown; it is not opened.</param>
/// <param name="Services">The services in file order; of two of the same name and type the last.</param>
/// <param name="Problems">What master(8), the service or <c>postconf -M</c> would complain about, in file order.</param>
public sealed record MasterCf(
    string FileName, IReadOnlyList<MasterService> Services, IReadOnlyList<ConfigurationProblem> Problems)
{
    private readonly Lazy<IReadOnlyDictionary<string, PlacedText>> serviceParameters = new(() => ServiceParameterNames.Of(Services));

    /// <summary>The parameters that exist because of its services, with their defaults.</summary>
    internal IReadOnlyDictionary<string, PlacedText> ServiceParameters => serviceParameters.Value;

    /// <summary>Reads a master.cf. Odd input never throws: a line that is no service becomes a problem and is left out.</summary>
    public static MasterCf Parse(string text, string fileName)
    {
        var services = new List<MasterService>();
        var places = new Dictionary<(string, string), int>();
        var problems = new List<ConfigurationProblem>();
        foreach (var line in LogicalLine.Read(text))
        {
            var read = new MasterLine(line, fileName, problems);
            if (read.Service() is not { } service)
                continue;
            if (!places.TryAdd((service.Name, service.Type), services.Count))
            {
                problems.Add(new(fileName, service.Line, $"duplicate master.cf entry for service \"{service.Name}\" ({service.Type}) -- using the last entry", false));
                services[places[(service.Name, service.Type)]] = service;
                continue;
            }
            services.Add(service);
        }
        return new MasterCf(fileName, services, problems);
    }

    /// <summary>The one that comes with a release of Debian's packages: what runs where there is no other.</summary>
    public static MasterCf Default(PostfixRelease release) => Parse(ReleaseDefaults.Of(release).Master, "master.cf");

    /// <summary>The service of that name and type, or null.</summary>
    public MasterService? Find(string name, string type) => Services.FirstOrDefault(s => s.Name == name && s.Type == type);

    /// <summary>The services that smtpd(8) answers: on ports, and those of type pass that postscreen(8) hands its clients to.</summary>
    public IEnumerable<MasterService> Smtpds => Services.Where(s => s.IsSmtpd && s.Type is "inet" or "pass");

    /// <summary>
    /// The smtpd behind port 25: the service that listens there, or the one that its postscreen hands clients to
    /// (postconf(5), smtpd_service_name); else the first smtpd; null where there is none.
    /// </summary>
    /// <param name="passName">smtpd_service_name.</param>
    public MasterService? Public(string passName = "smtpd")
    {
        var listener = Services.FirstOrDefault(s => s.Port == 25);
        return listener is { IsSmtpd: true } ? listener
            : listener is { Program: "postscreen" } && Find(passName, "pass") is { IsSmtpd: true } behind ? behind
            : Smtpds.FirstOrDefault();
    }
}
