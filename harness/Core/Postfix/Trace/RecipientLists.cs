using System.Globalization;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Trace;

/// <summary>
/// Tells smtpd_relay_restrictions from smtpd_recipient_restrictions, which smtpd logs under one name, by the order of
/// the two and by what stands in them (postconf(5), smtpd_relay_before_recipient_restrictions).
/// </summary>
internal static class RecipientLists
{
    private const string Relay = "smtpd_relay_restrictions";
    private const string Recipient = "smtpd_recipient_restrictions";

    // postconf(5): the default since 2.10.
    private static readonly string[] DefaultRelay = ["permit_mynetworks", "permit_sasl_authenticated", "defer_unauth_destination"];

    public static CommandTrace Tell(CommandTrace command, MainCf file)
    {
        var relay = file.Find(Relay) is null ? DefaultRelay : [.. file.Items(Relay).Select(i => i.Word)];
        string[] recipient = [.. file.Items(Recipient).Select(i => i.Word)];
        var runs = Runs(command.Steps);
        var parameters = runs.Select(run => Fitting(command.Steps, run, relay, recipient)).ToArray();
        if (runs.Count == 2)
        {
            var first = parameters[0] ?? Other(parameters[1]) ?? FirstByOrder(file);
            parameters = [first, Other(first)];
        }
        var steps = command.Steps.ToArray();
        for (var r = 0; r < runs.Count; r++)
        {
            foreach (var i in runs[r])
                steps[i] = steps[i] with { Parameter = parameters[r] };
        }
        return command with { Steps = steps };
    }

    // Indices of the outermost steps of each list; RestrictionStep.Run numbers the lists of a command.
    private static List<List<int>> Runs(IReadOnlyList<RestrictionStep> steps) =>
        [.. Enumerable.Range(0, steps.Count)
            .Where(i => steps[i] is { Depth: 0, List: "Recipient address", Parameter: null })
            .GroupBy(i => steps[i].Run)
            .Select(run => run.ToList())];

    private static string? Fitting(IReadOnlyList<RestrictionStep> steps, List<int> run, string[] relay, string[] recipient)
    {
        var isRelay = Fits(steps, run, relay);
        return isRelay == Fits(steps, run, recipient) ? null : isRelay ? Relay : Recipient;
    }

    private static bool Fits(IReadOnlyList<RestrictionStep> steps, List<int> run, string[] words)
    {
        var at = 0;
        foreach (var i in run)
        {
            while (at < words.Length && words[at].Equals("warn_if_reject", StringComparison.OrdinalIgnoreCase))
                at++;
            var step = steps[i];
            if (at >= words.Length || !(Same(words[at], step.Restriction) || Same(words[at], step.Argument)))
                return false;
            at += RestrictionNames.TakesArgument(words[at]) ? 2 : 1;
        }
        // A list that nothing ended was evaluated to its end.
        return at >= words.Length || steps[run[^1]].Status != RestrictionStatus.Dunno;
    }

    private static bool Same(string word, string? logged) => word.Equals(logged, StringComparison.OrdinalIgnoreCase);

    private static string? Other(string? parameter) => parameter switch { Relay => Recipient, Recipient => Relay, _ => null };

    // Only what the file says: without it the order depends on the Postfix version.
    private static string? FirstByOrder(MainCf file) =>
        file.Find("smtpd_relay_before_recipient_restrictions")?.Value switch
        {
            "yes" => Relay,
            "no" => Recipient,
            null when IsLevel36(file.Find("compatibility_level")?.Value) => Relay,
            _ => null,
        };

    private static bool IsLevel36(string? level)
    {
        var parts = (level ?? "").Split('.');
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && (major > 3 || (major == 3 && parts.Length > 1
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor) && minor >= 6));
    }
}
