using Harness.Core.Dns;
using Harness.Core.Scenarios;
using Harness.Lab;
using NUnit.Framework;

namespace Harness.Testing;

/// <summary>
/// A real Postfix with a configuration, in a closed lab with an internet of its own, that stays up for a whole test run. It takes some
/// seconds to start, and about half of one to load another configuration.
/// </summary>
public sealed class WarmLab : IAsyncDisposable
{
    private readonly HarnessLab _lab;

    private WarmLab(HarnessLab lab, LabTarget target) => (_lab, Target) = (lab, target);

    /// <summary>The configuration as it runs: what plays attacks takes it.</summary>
    public LabTarget Target { get; private set; }

    /// <summary>What runs it, as in <c>Postfix 3.7.11</c>.</summary>
    public string Software => Target.Describe().Software;

    /// <summary>A mailbox that the configuration is final for and has.</summary>
    public string Recipient => Target.Facts[TargetFacts.Recipient];

    /// <summary>An ordinary sender: in a foreign domain that resolves.</summary>
    public string Sender => Target.Facts[TargetFacts.Sender];

    /// <summary>A recipient outside, at a host that offers STARTTLS and says what it received.</summary>
    public string Outside => Target.Facts[TargetFacts.Outside];

    /// <summary>All that the lab knows of the configuration and its surroundings, by the names of <see cref="TargetFacts"/>.</summary>
    public IReadOnlyDictionary<string, string> Facts => Target.Facts;

    /// <summary>Starts a lab with a configuration.</summary>
    /// <param name="configuration">
    /// A Postfix configuration directory, or a main.cf. A relative path is looked for in the folder of the tests, then in each folder above it.
    /// </param>
    /// <param name="postfix">Which Postfix runs it: <c>3.5</c>, <c>3.7</c> or <c>3.10</c>; null: 3.7.</param>
    /// <param name="told">Told, in a few words, what takes long; null: the progress of the test run.</param>
    /// <param name="cancel">Gives up; what was started is removed.</param>
    /// <exception cref="ConfigurationRefusedException">There is no such configuration, or Postfix refuses it; the message names file and line.</exception>
    /// <exception cref="LabException">The lab could not be started, for want of a Docker engine as a rule; the message says what to do.</exception>
    public static async Task<WarmLab> StartAsync(
        string configuration, string? postfix = null, Action<string>? told = null, CancellationToken cancel = default)
        => await StartAsync(ConfigurationPath.BesideTheTests(configuration), Postfix(postfix), told ?? Progress, cancel);

    /// <summary>Runs another configuration in this lab. No session should be under way meanwhile.</summary>
    /// <param name="configuration">As in <see cref="StartAsync(string, string?, Action{string}?, CancellationToken)"/>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ConfigurationRefusedException">There is no such configuration, or Postfix refuses it; the message names file and line.</exception>
    public async Task LoadAsync(string configuration, CancellationToken cancel = default)
        => Target = await _lab.LoadAsync(ConfigurationPath.BesideTheTests(configuration), cancel);

    /// <summary>Makes a blocking list behave otherwise, until it is told something else. No session should be under way meanwhile.</summary>
    /// <param name="zone">The list: <c>zen.spamhaus.org</c> or <c>bl.spamcop.net</c>.</param>
    /// <param name="mode">How it behaves; <see cref="ListMode.Listed"/> is how it begins.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ArgumentException">The lab has no such list.</exception>
    public Task SwitchListAsync(string zone, ListMode mode, CancellationToken cancel = default)
    {
        _ = ListModeWords.Parse(new Dictionary<string, string> { [zone] = mode.ToWord() }, Target.Lists);
        return _lab.SwitchListAsync(zone, mode, cancel);
    }

    /// <summary>Begins a session; it is played by <see cref="SmtpSession.PlayAsync"/>.</summary>
    /// <param name="client">Who speaks.</param>
    /// <exception cref="ArgumentException">This lab has no such client, as where <c>mynetworks</c> leaves no room for one inside.</exception>
    public SmtpSession From(Client client) => Target.Kinds.Contains(client.Kind)
        ? new SmtpSession(Target, client)
        : throw new ArgumentException($"the lab has no client of the kind {client.Kind} for this configuration: there are {string.Join(", ", Target.Kinds.Order(StringComparer.Ordinal))}", nameof(client));

    /// <summary>Removes the lab and all that belongs to it.</summary>
    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    internal HarnessLab Lab => _lab;

    internal static async Task<WarmLab> StartAsync(ConfigurationFiles files, PostfixVersion postfix, Action<string> told, CancellationToken cancel)
    {
        await Machine.ReadyAsync(postfix, told, cancel);
        told($"starting the lab with {files.Given}");
        (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files, told, cancel, postfix);
        told($"{target.Describe().Software} runs {files.Given}");
        return new WarmLab(lab, target);
    }

    internal static PostfixVersion Postfix(string? number) => number is null
        ? PostfixVersion.Default
        : PostfixVersion.Find(number) ?? throw new LabException($"no Postfix {number} in the lab: there are {string.Join(", ", PostfixVersion.All.Select(v => v.Number))}");

    internal static void Progress(string what) => TestContext.Progress.WriteLine(what);
}
