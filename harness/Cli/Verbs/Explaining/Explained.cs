using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Explaining;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;
using Harness.Lab;

namespace Harness.Cli.Verbs.Explaining;

/// <summary>A session with its prediction, and what was assumed for it.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Explanation">The prediction.</param>
/// <param name="Assumptions">What neither configuration nor caller said.</param>
internal sealed record Explained(ExplainRequest Request, AccessExplanation Explanation, IReadOnlyList<string> Assumptions)
{
    /// <summary>Foretells.</summary>
    /// <exception cref="UsageException">master.cf cannot be read.</exception>
    public static Explained Of(ExplainRequest request)
    {
        PostfixRelease release = PostfixRelease.Parse(request.Version.Number)!.Value;
        ConfigurationFiles files = request.Files;
        EffectiveConfiguration configuration = EffectiveConfiguration.OfPublicSmtpd(
            files.MainCf, MasterFile.Of(files), release, MachineFacts.Named(Environment.MachineName) is var machine && request.Interfaces.Count == 0 ? machine : machine with { Addresses = [.. machine.Addresses, .. request.Interfaces] });
        ServiceParameters parameters = configuration.Parameters;
        var names = new AssumedNames(DnsListZones.Of(parameters), request.Listed);
        string[] local = [.. request.Session.Recipients.Select(Diffing.ReplayLine.Local)];
        var tables = new TableOpener(new AssumedFiles(AssumedFiles.Beside(files)), release, [.. request.Accounts ?? local]);
        AccessExplanation explanation = AccessModel.Of(parameters, new(tables, new ToldNames(names, request.Dns))
        {
            OwnAddresses = request.Interfaces.Count == 0 ? null : [System.Net.IPAddress.Loopback, .. request.Interfaces.Select(i => i.Address)],
        }).Explain(request.Session);
        return new(request, explanation, [.. Assumed(request, configuration, explanation), .. names.Assumptions]);
    }

    private static IEnumerable<string> Assumed(ExplainRequest request, EffectiveConfiguration configuration, AccessExplanation explanation)
    {
        ServiceParameters parameters = configuration.Parameters;
        if (configuration.Service is { Type: "pass" })
        {
            yield return "postscreen lets the client through";
        }

        if (parameters.Find("myhostname") is { IsSet: false } name)
        {
            yield return $"myhostname is {name.Text}, as this machine's";
        }

        if (parameters.Text("smtpd_milters").Length > 0)
        {
            yield return "the milters of smtpd_milters let it through";
        }

        bool asked = explanation.Lists.Any(l => l.Name == "smtpd_reject_unlisted_recipient");
        if (request.Accounts is null && asked && parameters.Text("local_recipient_maps").Contains("unix:passwd.byname", StringComparison.Ordinal))
        {
            yield return "local recipients have an account (--account names those that exist)";
        }
    }
}
