using System.Net;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Benchmarks;

/// <summary>How many sessions the access model decides: the guide's configuration, one core.</summary>
public class AccessBenchmarks
{
    private const int Sessions = 1024;

    private AccessModel _model = null!;
    private AccessSession[] _mix = [];
    private AccessSession[] _distinct = [];

    /// <summary>In this process: nothing is built beside it, and memory is told.</summary>
    public static IConfig Settings { get; } = ManualConfig.Create(DefaultConfig.Instance)
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).AddDiagnoser(MemoryDiagnoser.Default);

    /// <summary>Makes the model, and sessions as a server sees them.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var release = new PostfixRelease(3, 7);
        MainCf main = MainCf.Parse(File.ReadAllText(Path.Combine("fixtures", "guide", "main.cf")), "main.cf");
        ServiceParameters parameters = EffectiveConfiguration.Of(main, null, null, release, MachineFacts.Named("mail.yourdomain.no")).Parameters;
        KnownZones zones = new KnownZones().Complete("")
            .Add("2.2.0.192.zen.spamhaus.org", NameType.A, NameAnswer.Of(IPAddress.Parse("127.0.0.2")))
            .Add("2.2.0.192.zen.spamhaus.org", NameType.Txt, new(NameStatus.Found) { Texts = ["https://www.spamhaus.org/query/ip/192.0.2.2"] });
        _model = AccessModel.Of(parameters, new(new TableOpener(new MappedFolders(), release, ["root"]), zones));
        AccessSession[] kinds =
        [
            Session("192.0.2.10", "mail.sender.test", "s@sender.test", "root@yourdomain.no"),
            Session("192.0.2.2", "mail.sender.test", "s@sender.test", "root@yourdomain.no"),
            Session("192.0.2.10", "mail.sender.test", "s@sender.test", "u@remote.test"),
            Session("192.0.2.10", "mail.sender.test", "s@sender.test", "nosuch@yourdomain.no"),
            Session("192.0.2.10", "localhost", "s@sender.test", "root@yourdomain.no"),
            Session("192.168.7.20", "pc", "s@sender.test", "u@remote.test"),
        ];
        _mix = [.. Enumerable.Range(0, Sessions).Select(i => kinds[i % kinds.Length])];
        _distinct = [.. Enumerable.Range(0, Sessions).Select(i =>
            Session($"198.51.{i / 256}.{i % 256}", $"mail{i}.sender.test", $"s{i}@sender{i}.test", "root@yourdomain.no"))];
    }

    /// <summary>Accepted, listed, relay, unknown user, bad HELO, own network, in turn.</summary>
    [Benchmark(OperationsPerInvoke = Sessions)]
    public int Mix() => Decide(_mix);

    /// <summary>Every one from another client, with another name and sender, and all accepted.</summary>
    [Benchmark(OperationsPerInvoke = Sessions)]
    public int Accepted() => Decide(_distinct);

    private int Decide(AccessSession[] sessions)
    {
        int sum = 0;
        foreach (AccessSession session in sessions)
            sum += _model.Decide(session).Code;
        return sum;
    }

    private static AccessSession Session(string client, string helo, string sender, string recipient) => new()
    {
        Client = IPAddress.Parse(client),
        ClientName = helo,
        ReverseName = helo,
        Helo = helo,
        Sender = sender,
        Recipients = [recipient],
    };
}
