namespace Harness.Core.Postfix.Intake;

/// <summary>Where smtpd looks for Dovecot, when that is another host: the lab's own listens beside it instead.</summary>
internal static class SaslRule
{
    private const string Socket = "private/harness-auth";

    public static void Apply(IntakeDraft draft)
    {
        foreach (var path in draft.Everywhere("smtpd_sasl_path").Where(IsElsewhere))
        {
            draft.List($"smtpd_sasl_path = {path.Raw}", path.Place, "a Dovecot on a host that is not in the lab", $"{Socket}, where the lab's Dovecot listens");
            path.ReplaceAll(Socket);
        }

        bool IsElsewhere(Assignment path)
        {
            var text = draft.Expansion.Of(path.Raw);
            return text.StartsWith("inet:", StringComparison.Ordinal)
                && !text.StartsWith("inet:127.0.0.1:", StringComparison.Ordinal) && !text.StartsWith("inet:localhost:", StringComparison.Ordinal);
        }
    }
}
