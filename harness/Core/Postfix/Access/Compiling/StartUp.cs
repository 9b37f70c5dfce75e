using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Compiling;

/// <summary>Why smtpd gives up before its first session (smtpd_check.c, smtpd_check_init).</summary>
internal static class StartUp
{
    private static readonly string[] s_required =
        ["reject_unauth_destination", "defer_unauth_destination", "reject", "defer", "defer_if_permit", "check_relay_domains"];

    /// <summary>The complaint that smtpd logs; null where it starts.</summary>
    public static string? Complaint(ServiceParameters parameters)
    {
        var classes = new Dictionary<string, IReadOnlyList<PlacedWord>>(StringComparer.Ordinal);
        foreach (PlacedWord name in parameters.Words("smtpd_restriction_classes"))
        {
            if (parameters.Text(name.Word).Length == 0)
                return $"restriction class `{name.Word}' needs a definition";
            classes[name.Word] = parameters.Words(name.Word);
        }
        bool old = !parameters.Release.AtLeast(3, 9);
        string[] required = old ? s_required : s_required[..^1];
        if (!Has(parameters.Words("smtpd_recipient_restrictions"), required, classes, [], 0)
            && !Has(parameters.Words("smtpd_relay_restrictions"), required, classes, [], 0))
        {
            return "in parameter smtpd_relay_restrictions or smtpd_recipient_restrictions, specify at least one working instance of: "
                + $"{string.Join(", ", required[..^1])} or {required[^1]}";
        }
        foreach (string action in (ReadOnlySpan<string>)["unknown_helo_hostname_tempfail_action", "unknown_address_tempfail_action",
            "unverified_recipient_tempfail_action", "unverified_sender_tempfail_action"])
        {
            if (parameters.Find(action) is { } value && !IsAction(value.Text))
                return $"bad configuration: {action} = {value.Text}";
        }
        return null;
    }

    private static bool IsAction(string text)
        => text.Equals("defer", StringComparison.OrdinalIgnoreCase) || text.Equals("defer_if_permit", StringComparison.OrdinalIgnoreCase);

    // A class is looked into once: those that name each other twice over are more paths than anybody can go.
    private static bool Has(
        IReadOnlyList<PlacedWord> words, string[] required, Dictionary<string, IReadOnlyList<PlacedWord>> classes, HashSet<string> seen, int depth)
    {
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i].Word;
            if (Is(word, "warn_if_reject") && i + 1 < words.Count)
                i++;
            else if (Is(word, "permit"))
                return false;
            else if (required.Any(r => Is(word, r)))
                return true;
            else if (depth < 100 && classes.TryGetValue(word, out IReadOnlyList<PlacedWord>? inner) && seen.Add(word) && Has(inner, required, classes, seen, depth + 1))
                return true;
        }
        return false;
    }

    private static bool Is(string word, string name) => word.Equals(name, StringComparison.OrdinalIgnoreCase);
}
