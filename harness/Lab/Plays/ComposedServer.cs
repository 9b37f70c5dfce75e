using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;
using Harness.Lab.Containers;
using Harness.Lab.Zones;

namespace Harness.Lab.Plays;

/// <summary>A configuration as it runs in the lab, read from the server itself.</summary>
/// <param name="Server">What the access model has to know.</param>
/// <param name="MainCf">The text of main.cf, with the overlay at its end.</param>
internal sealed record ComposedServer(LabServer Server, string MainCf)
{
    /// <summary>Reads it.</summary>
    /// <param name="containers">The lab's.</param>
    /// <param name="target">The configuration that was loaded last.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<ComposedServer> ReadAsync(RunningContainers containers, LabTarget target, CancellationToken cancel)
    {
        var files = new ContainerFiles(containers, cancel);
        PostfixRelease release = PostfixRelease.Parse(target.Loaded["mail_version"])!.Value;
        IReadOnlyList<InterfaceAddress> interfaces = await containers.MxInterfacesAsync(cancel);
        string text = files.Read("/etc/postfix/main.cf").Text;
        MainCf main = Core.Postfix.Configuration.MainCf.Parse(text, "/etc/postfix/main.cf");
        MasterCf master = MasterCf.Parse(files.Read("/etc/postfix/master.cf").Text, "/etc/postfix/master.cf");
        string[] users = [.. files.Read("/etc/passwd").Text.Split('\n').Select(l => l.Split(':')[0]).Where(u => u.Length > 0)];
        var machine = new MachineFacts(LabContainers.MxHostName, interfaces);
        var world = new AccessWorld(new TableOpener(files, release, users), new LabDnsFacts(target.Clients)) { OwnAddresses = [.. interfaces.Select(i => i.Address)] };
        return new ComposedServer(new LabServer(EffectiveConfiguration.OfPublicSmtpd(main, master, release, machine), world) { Machine = machine }, text);
    }
}
