using Harness.Core.Postfix.Access.Restrictions;
using Harness.Core.Postfix.Access.Sessions;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access.Compiling;

/// <summary>Makes the lists, and puts those of RCPT in the release's order (postconf(5), smtpd_relay_restrictions).</summary>
internal sealed class ListCompiler(ServiceParameters parameters, RestrictionCompiler compiler)
{
    private const string Relay = "smtpd_relay_restrictions";

    // What 3.3 and later evaluate, to warn, where an old configuration leaves the list empty; it cannot refuse.
    private static readonly string[] s_dryRun = ["permit_mynetworks", "permit_sasl_authenticated", "permit_auth_destination"];

    /// <summary>Makes them.</summary>
    public AccessLists Compile()
    {
        bool dryRun = IsDryRun();
        RestrictionList relay = dryRun
            ? compiler.Compile(Relay, [.. s_dryRun.Select(w => new PlacedWord(w, SettingLine.Default("", Relay)))]) : List(Relay);
        RestrictionList recipient = List("smtpd_recipient_restrictions");
        bool relayFirst = !dryRun && (parameters.Find("smtpd_relay_before_recipient_restrictions") is not null
            ? parameters.IsOn("smtpd_relay_before_recipient_restrictions") : !parameters.Release.AtLeast(3, 3));
        return new()
        {
            Client = List("smtpd_client_restrictions"),
            Helo = List("smtpd_helo_restrictions"),
            Sender = List("smtpd_sender_restrictions"),
            FirstOfRecipient = relayFirst ? relay : recipient,
            SecondOfRecipient = relayFirst ? recipient : relay,
            Etrn = List("smtpd_etrn_restrictions"),
            Data = List("smtpd_data_restrictions"),
            EndOfData = List("smtpd_end_of_data_restrictions"),
            RejectsUnlistedSender = parameters.IsOn("smtpd_reject_unlisted_sender"),
            RejectsUnlistedRecipient = parameters.IsOn("smtpd_reject_unlisted_recipient"),
        };
    }

    private bool IsDryRun()
        => parameters.Release.AtLeast(3, 3) && parameters.Find(Relay) is { IsSet: false, Text: "" }
            && CompatibilityLevel.Parse(parameters.Text("compatibility_level")) is null or < 1L << 20;

    private RestrictionList List(string parameter) => compiler.Compile(parameter, parameters.Words(parameter));
}
