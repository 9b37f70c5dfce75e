using System.Globalization;
using Harness.Core.Postfix.Access.Names;

namespace Harness.Cli.Verbs.Replaying;

/// <summary>What was supposed where the log tells nothing, and what was left out.</summary>
internal sealed class ReplayRemarks(PredictedReplay replay)
{
    private const int MostNames = 5;
    private const int MostKept = 10_000;

    private readonly HashSet<string> _supposed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A session would be decided by something that the log does not tell.</summary>
    public void Supposed(string what)
    {
        if (_supposed.Count < MostKept)
            _supposed.Add(what);
    }

    /// <summary>All of them, a sentence each.</summary>
    public IReadOnlyList<string> All() => [.. Told()];

    private IEnumerable<string> Told()
    {
        int taken = replay.Sessions.Count(s => s.Logged.Answer.IsAccepted);
        if (taken > 0)
            yield return "Supposed: HELO names of mail that was taken, which are not logged, are the client's verified name, or its address in brackets.";
        string[] zones = [.. DnsListZones.Of(replay.Parameters).Where(z => !replay.Mail.Zones.Contains(z))];
        if (zones.Length > 0)
            yield return $"Supposed: nobody is on {string.Join(", ", zones)}, of which the log tells nothing.";
        if (replay.Mail.OfRefusals.Listings.Count > 0)
            yield return "Supposed: a client that one list refused is on no other list that the log does not name for it: Postfix asks no further.";
        string[] names = [.. _supposed.Where(s => !zones.Any(z => s.EndsWith("." + z, StringComparison.OrdinalIgnoreCase))).Select(s => s.StartsWith("DNS of ", StringComparison.Ordinal) ? s["DNS of ".Length..] : s).Order(StringComparer.OrdinalIgnoreCase)];
        if (names.Length > 0)
            yield return $"Supposed: {Some(names)} {(names.Length == 1 ? "exists" : "exist")} in the DNS, of which the log tells nothing and the configuration asks; --dns NAME=missing says otherwise.";
        if (replay.Parameters.Text("local_recipient_maps").Contains("unix:passwd.byname", StringComparison.Ordinal))
            yield return "Supposed: local recipients of whom no refusal says otherwise have an account.";
        if (replay.Parameters.Text("smtpd_milters").Length > 0)
            yield return "Supposed: the milters of smtpd_milters let everything through.";
        if (replay.Configuration.Service is { Type: "pass" })
            yield return "Supposed: postscreen lets every client through.";
        foreach ((string why, long count) in replay.Mail.LeftOut.OrderByDescending(l => l.Value))
            yield return string.Create(CultureInfo.InvariantCulture, $"Not replayed: {count} {why}.");
        if (replay.Mail.Sessions.Count - replay.Sessions.Count is > 0 and var others)
            yield return $"Not replayed: {others} refused at another command.";
    }

    private static string Some(string[] names)
        => names.Length <= MostNames ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MostNames))} and {names.Length - MostNames} more names";
}
