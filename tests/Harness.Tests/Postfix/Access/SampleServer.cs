using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Names;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;

namespace Harness.Tests.Postfix.Access;

/// <summary>The server whose answers observed.jsonl holds, and others like it.</summary>
internal static class SampleServer
{
    /// <summary>The guide's configuration for example.test.</summary>
    public const string Guide = """
        compatibility_level = 3.6
        myhostname = mx.example.test
        mydomain = example.test
        mydestination = $myhostname, $mydomain, localhost
        mynetworks = 127.0.0.0/8 [::1]/128 172.29.0.99
        inet_interfaces = 127.0.0.1, 172.29.0.37
        alias_maps = texthash:/etc/aliases.texthash
        smtpd_helo_required = yes
        smtpd_helo_restrictions =
            permit_mynetworks,
            reject_non_fqdn_helo_hostname,
            reject_invalid_helo_hostname,
            permit
        smtpd_recipient_restrictions =
            permit_mynetworks,
            permit_sasl_authenticated,
            reject_unauth_destination,
            reject_non_fqdn_sender,
            reject_non_fqdn_recipient,
            reject_rbl_client zen.spamhaus.org,
            reject_rbl_client bl.spamcop.net,
            permit

        """;

    /// <summary>The model of a main.cf.</summary>
    public static AccessModel Model(string mainCf, string release = "3.7", Dictionary<string, string>? files = null, DnsFacts? names = null,
        IReadOnlyCollection<string>? users = null)
    {
        PostfixRelease of = PostfixRelease.Parse(release)!.Value;
        MainCf main = MainCf.Parse(mainCf, "main.cf");
        ServiceParameters parameters = EffectiveConfiguration.Of(main, null, null, of, MachineFacts.Named("mx.example.test")).Parameters;
        var texts = new Files(files ?? []);
        return AccessModel.Of(parameters, new(new TableOpener(texts, of, users ?? ["alice", "bob", "root"]), names ?? Zones()));
    }

    /// <summary>The DNS of the lab: two lists, and names that exist.</summary>
    public static KnownZones Zones()
    {
        var zones = new KnownZones().Complete("");
        List("2.2.0.192.zen.spamhaus.org", "https://www.spamhaus.org/query/ip/192.0.2.2");
        List("3.2.0.192.zen.spamhaus.org");
        List("4.2.0.192.zen.spamhaus.org", "first reason", "second reason");
        List("5.100.51.198.bl.spamcop.net", "Blocked - see https://www.spamcop.net/bl.shtml?198.51.100.5");
        List("254.2.0.192.zen.spamhaus.org", "Error: open resolver; https://check.spamhaus.org/returnc/pub/192.0.2.53/");
        List("252.2.0.192.zen.spamhaus.org");
        List("255.2.0.192.zen.spamhaus.org", "Error: excessive number of queries");
        List("74.2.0.192.zen.spamhaus.org", "long " + new string('x', 700));
        List("2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.zen.spamhaus.org", "v6 listed");
        zones.Add("72.2.0.192.zen.spamhaus.org", NameType.Txt, new(NameStatus.Found) { Texts = ["text without address"] });
        zones.Add("66.2.0.192.zen.spamhaus.org", NameType.A, NameAnswer.Failed);
        zones.Add("66.100.51.198.bl.spamcop.net", NameType.A, NameAnswer.Failed);
        return zones;

        void List(string name, params string[] texts)
        {
            zones.Add(name, NameType.A, NameAnswer.Of(IPAddress.Parse("127.0.0.2")));
            if (texts.Length > 0)
                zones.Add(name, NameType.Txt, new(NameStatus.Found) { Texts = texts });
        }
    }

    private sealed class Files(Dictionary<string, string> texts) : ITableFiles
    {
        public TableFile Read(string path) => texts.TryGetValue(path, out string? text) ? new(TableFileStatus.Present, text)
            : path == "/etc/aliases.texthash" ? new(TableFileStatus.Present, "postmaster root\nmailer-daemon root\n") : new(TableFileStatus.Absent, "");
    }
}
