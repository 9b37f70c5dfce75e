using Harness.Core.Postfix.Audit;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Tests.Postfix.Audit;

public class AuditTests
{
    private const string Sound = "compatibility_level = 3.6\nsmtpd_forbid_bare_newline = normalize\n";

    [TestCase(AuditKinds.MisspeltParameter, "mydistination = a\n", 3, "mydestination = a")]
    [TestCase(AuditKinds.MisspeltParameter, "smtpd_require_helo = yes\n", 3, "smtpd_helo_required = yes")]
    [TestCase(AuditKinds.MisspeltParameter, "smtpd_recipient_restriction = reject\n", 3, "smtpd_recipient_restrictions = reject")]
    [TestCase(AuditKinds.UnusedParameter, "favourite_colour = blue\n", 3, null)]
    [TestCase(AuditKinds.UndefinedParameter, "mydestination = $mydomian\n", 3, "write $mydomain")]
    [TestCase(AuditKinds.OldParameter, "virtual_maps = hash:/x\n", 3, "instead: virtual_alias_maps")]
    [TestCase(AuditKinds.Overridden, "biff = no\nbiff = yes\n", 3, "remove this line, or line 4")]
    [TestCase(AuditKinds.BadValue, "message_size_limit = huge\n", 3, null)]
    [TestCase(AuditKinds.BadValue, "mynetworks = 10.1.2.3/8\n", 3, null)]
    [TestCase(AuditKinds.CommentInValue, "mynetworks = 127.0.0.0/8 # ours\n", 3, "mynetworks = 127.0.0.0/8")]
    [TestCase(AuditKinds.UnknownRestriction, "smtpd_client_restrictions = permit_mynetwork\n", 3, "permit_mynetworks")]
    [TestCase(AuditKinds.UnknownRestriction, "smtpd_client_restrictions = reject_rbl_client a.example b.example\n", 3, "reject_rbl_client b.example")]
    [TestCase(AuditKinds.UnknownRestriction, "strict = reject\nsmtpd_client_restrictions = strict\n", 4, "smtpd_restriction_classes = strict")]
    [TestCase(AuditKinds.OldRestriction, "smtpd_helo_restrictions = reject_invalid_hostname\n", 3, "instead: reject_invalid_helo_hostname")]
    [TestCase(AuditKinds.OldRestriction, "smtpd_client_restrictions = reject_maps_rbl\n", 3, "instead: reject_rbl_client ZONE")]
    [TestCase(AuditKinds.MissingArgument, "smtpd_client_restrictions = check_client_access\n", 3, "check_client_access hash:/etc/postfix/access")]
    [TestCase(AuditKinds.MissingArgument, "smtpd_client_restrictions = check_client_access reject\n", 3, "check_client_access hash:/etc/postfix/access")]
    [TestCase(AuditKinds.MissingArgument, "smtpd_client_restrictions = check_client_access /etc/postfix/access\n", 3, "check_client_access hash:/etc/postfix/access")]
    [TestCase(AuditKinds.MissingArgument, "smtpd_client_restrictions = check_client_access { hash:/etc/postfix/access }\n", 3, "check_client_access hash:/etc/postfix/access")]
    [TestCase(AuditKinds.MissingArgument, "smtpd_client_restrictions = {hash:/etc/postfix/access}\n", 3, "hash:/etc/postfix/access")]
    [TestCase(AuditKinds.UnknownRestriction, "smtpd_client_restrictions = reject_unknown_forward_client_hostname\n", 3, null)]
    [TestCase(AuditKinds.Unreachable, "smtpd_sender_restrictions = permit_mynetworks,\n reject,\n reject_non_fqdn_sender\n", 5, "put reject last, or remove what follows it")]
    [TestCase(AuditKinds.Unreachable, "smtpd_sender_restrictions = check_sender_access static:OK, reject_non_fqdn_sender\n", 3, null)]
    [TestCase(AuditKinds.Duplicate, "smtpd_sender_restrictions = reject_non_fqdn_sender,\n reject_non_fqdn_sender\n", 4, "remove reject_non_fqdn_sender")]
    [TestCase(AuditKinds.WithoutEffect, "smtpd_helo_restrictions = reject_non_fqdn_helo_hostname\n", 3, "smtpd_helo_required = yes")]
    [TestCase(AuditKinds.WithoutEffect, "smtpd_client_restrictions = permit_sasl_authenticated\n", 3, "smtpd_sasl_auth_enable = yes")]
    [TestCase(AuditKinds.WithoutEffect, "relay_domains = *\n", 3, null)]
    [TestCase(AuditKinds.UnusedClass, "smtpd_restriction_classes = strict\nstrict = reject\n", 3, "remove strict from smtpd_restriction_classes")]
    [TestCase(AuditKinds.OpenRelay, "smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = permit_mynetworks, permit, reject_unauth_destination\n", 4, "put reject_unauth_destination before permit")]
    [TestCase(AuditKinds.OpenRelay, "smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = check_sender_access inline:{a.example=OK}, reject_unauth_destination\n", 4, null)]
    [TestCase(AuditKinds.OpenRelay, "mynetworks = 0.0.0.0/0\n", 3, null)]
    [TestCase(AuditKinds.RelayRisk, "smtpd_recipient_restrictions = permit, reject_unauth_destination\n", 3, "put reject_unauth_destination before permit")]
    [TestCase(AuditKinds.RelayRisk, "smtpd_relay_restrictions = permit_mx_backup, reject_unauth_destination\n", 3, null)]
    [TestCase(AuditKinds.WideNetworks, "mynetworks = 127.0.0.0/8,\n 172.0.0.0/8\n", 4, null)]
    [TestCase(AuditKinds.BadDnsPattern, "smtpd_client_restrictions = reject_rbl_client a.example=127.0.0.2-11\n", 3, "reject_rbl_client a.example=127.0.0.[2..11]")]
    [TestCase(AuditKinds.UnfilteredDnsList, "smtpd_client_restrictions = reject_rbl_client a.example\n", 3, "reject_rbl_client a.example=127.0.0.[2..11]")]
    [TestCase(AuditKinds.UnknownTableType, "virtual_alias_maps = hsah:/etc/postfix/virtual\n", 3, "hash:/etc/postfix/virtual")]
    [TestCase(AuditKinds.MissingTable, "virtual_alias_maps = hash:/etc/postfix/absent\n", 3, null)]
    [TestCase(AuditKinds.TableLine, "virtual_alias_maps = hash:/etc/postfix/lonely\n", 2, null)]
    [TestCase(AuditKinds.DoesNotStart, "smtpd_relay_restrictions = permit_mynetworks\n", 3, "smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination")]
    [TestCase(AuditKinds.RiskySetting, "soft_bounce = yes\n", 3, "soft_bounce = no")]
    [TestCase(AuditKinds.RiskySetting, "smtpd_sasl_auth_enable = yes\n", 3, "smtpd_tls_auth_only = yes")]
    public void Finds(string kind, string text, int line, string? remedy)
    {
        Look(Sound + text).Should().Contain(f => f.Kind == kind && f.Place.Line == line && (remedy == null || f.Remedy == remedy));
    }

    [Test]
    public void A_parameter_of_a_later_release_is_named_with_that_release() =>
        Look("smtpd_forbid_bare_newline_reject_code = 550\nsmtpd_hide_client_session = yes\n", "3.7").Should().Contain(f => f.Kind == AuditKinds.LaterParameter && f.Reason.Contains("3.10"));

    [Test]
    public void A_DNS_list_without_a_zone_refuses_nobody() =>
        Look(Sound + "smtpd_client_restrictions = reject_rbl_client\n").Single(f => f.Kind == AuditKinds.MissingArgument).Reason.Should().NotContain("451");

    [Test]
    public void Every_kind_has_a_case()
    {
        var covered = typeof(AuditTests).GetMethod(nameof(Finds))!.GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>().Select(c => (string)c.Arguments[0]!);

        AuditKinds.All.Except(covered).Should().BeEquivalentTo([AuditKinds.LaterParameter], "it has a case of its own");
    }

    [TestCase("smtpd_recipient_restrictions = permit_mynetworks, permit\n")]
    [TestCase("smtpd_recipient_restrictions = warn_if_reject reject_unauth_destination, reject_unauth_destination\n")]
    [TestCase("smtpd_sender_restrictions = warn_if_reject reject, reject_non_fqdn_sender\n")]
    [TestCase("smtpd_sender_restrictions = check_sender_access static:DUNNO, reject_non_fqdn_sender\n")]
    [TestCase("smtpd_client_restrictions = Permit_MyNetworks\n")]
    [TestCase("smtpd_restriction_classes = strict\nstrict = reject\nsmtpd_client_restrictions = check_client_access inline:{a=strict}\n")]
    [TestCase("mynetworks = 127.0.0.0/8 [::1]/128 10.0.0.0/8 192.0.2.0/24\n")]
    [TestCase("slow_destination_recipient_limit = 1\n")]
    [TestCase("mua_client_restrictions = permit_sasl_authenticated\n")]
    [TestCase("virtual_alias_maps = hash:/var/lib/somewhere/virtual, proxy:mysql:/etc/postfix/m.cf\n")]
    public void Finds_nothing(string text)
    {
        Look(Sound + text).Where(f => !f.Reason.Contains("smtpd_sasl_auth_enable")).Should().BeEmpty();
    }

    [Test]
    public void A_service_that_master_cf_names_is_looked_at_as_well()
    {
        var master = MasterCf.Parse("smtp inet n - n - - smtpd\nsubmission inet n - n - - smtpd\n -o smtpd_client_restrictions=permit_sasl_authenticate\n", "master.cf");

        Look(Sound, master: master).Should().Contain(f => f.Kind == AuditKinds.UnknownRestriction && f.Place.File == "master.cf" && f.Place.Line == 3);
    }

    [TestCase("guide")]
    [TestCase("hardened")]
    public void The_shipped_configurations_have_neither_errors_nor_warnings(string name)
    {
        string text = File.ReadAllText(Path.Combine(Checkout.Root, "fixtures", name, "main.cf"));

        Look(text).Where(f => f.Severity != AuditSeverity.Note).Should().BeEmpty();
    }

    [Test]
    public void Hostile_configurations_do_not_throw()
    {
        string[] values = ["", "$", "${", "{", "}", "#", "!", "*", "@", ",", "\0", new('a', 100_000), "check_client_access {", "check_client_access { }", "reject_rbl_client =", "reject_rbl_client x=[", "warn_if_reject", "inline:{", "/", "[", "::/0", "1.2.3.4/99", "$smtpd_client_restrictions"];
        string[] names = [.. ListedNames, "mynetworks", "mydestination", "smtpd_restriction_classes", "virtual_alias_maps", "compatibility_level", "", "x y", "smtpd_forbid_bare_newline"];

        foreach (string name in names)
        {
            foreach (string value in values)
                Look($"{name} = {value}\n").Should().NotBeNull();
        }
    }

    private static readonly string[] ListedNames = ["smtpd_client_restrictions", "smtpd_helo_restrictions", "smtpd_recipient_restrictions", "smtpd_relay_restrictions"];

    private static IReadOnlyList<AuditFinding> Look(string text, string release = "3.7", MasterCf? master = null) => ConfigurationAudit.Of(new(
        MainCf.Parse(text, "main.cf"), master, PostfixRelease.Parse(release)!.Value, MachineFacts.Named("mx.example.com"), new OneFile()));

    private sealed class OneFile : ITableFiles
    {
        public TableFile Read(string path) => path switch
        {
            "/etc/postfix/lonely" => new(TableFileStatus.Present, "a b\nlonely\n"),
            _ when path.StartsWith("/etc/postfix/", StringComparison.Ordinal) => TableFile.Absent,
            _ => TableFile.Unknown,
        };
    }
}
