using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;
using Harness.Lab.Plays;

namespace Harness.Lab.Mutants;

/// <summary>Access models of a configuration and its mutants, as the lab would run them.</summary>
internal sealed class ConfigurationModels
{
    private readonly LabServer _server;
    private readonly string _tail;

    private ConfigurationModels(LabServer server, string tail)
        => (_server, _tail, Original) = (server, tail, AccessModel.Of(server.Configuration.Parameters, server.World));

    /// <summary>The model of the original.</summary>
    public AccessModel Original { get; }

    /// <summary>The original's parameters, expanded.</summary>
    public ServiceParameters Parameters => _server.Configuration.Parameters;

    /// <summary>Reads the original as it runs, and what the lab put at the end of it.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="target">The original, loaded with <paramref name="added"/>.</param>
    /// <param name="original">Its main.cf.</param>
    /// <param name="added">What was put at the end of it.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<ConfigurationModels> ReadAsync(HarnessLab lab, LabTarget target, string original, string added, CancellationToken cancel)
    {
        (LabServer server, string composed) = await ComposedServer.ReadAsync(lab.Containers, target, cancel);
        int length = original.Length + added.Length;
        return new ConfigurationModels(server, added + (composed.Length > length ? composed[length..] : ""));
    }

    /// <summary>The model of another main.cf in the place of the original's.</summary>
    public AccessModel Of(string mainCf)
    {
        MainCf main = MainCf.Parse(mainCf + _tail, _server.Configuration.Main.FileName);
        return AccessModel.Of(EffectiveConfiguration.OfPublicSmtpd(main, _server.Configuration.Master, Parameters.Release, _server.Machine).Parameters, _server.World);
    }
}
