using System.Net;
using Harness.Core.Postfix.Configuration;

namespace Harness.Tests.Postfix.Configuration;

/// <summary>Configurations written in a test.</summary>
internal static class Configured
{
    public static readonly PostfixRelease Release = new(3, 7);

    public static readonly MachineFacts Machine = new("mx.test.example",
    [
        new(IPAddress.Loopback, 8), new(IPAddress.Parse("192.0.2.77"), 26), new(IPAddress.IPv6Loopback, 128), new(IPAddress.Parse("2001:db8::5:6"), 64),
    ]);

    public static EffectiveConfiguration Of(string main, string? master = null, string? release = null, string? service = null)
    {
        MasterCf? services = master is null ? null : MasterCf.Parse(master, "master.cf");
        return EffectiveConfiguration.Of(
            MainCf.Parse(main, "main.cf"), services, services?.Services.First(s => service is null || s.Name == service),
            release is null ? Release : PostfixRelease.Parse(release)!.Value, Machine);
    }

    public static KnownParameters Known(string main, string? master = null, string release = "3.7")
        => KnownParameters.Of(MainCf.Parse(main, "main.cf"), master is null ? null : MasterCf.Parse(master, "master.cf"), PostfixRelease.Parse(release)!.Value, Machine);
}
