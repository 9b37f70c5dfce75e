using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Residency.Checks;

/// <summary>What others are told of people.</summary>
internal static class DisclosureChecks
{
    private static readonly string[] _lists =
    [
        "smtpd_client_restrictions", "smtpd_helo_restrictions", "smtpd_sender_restrictions", "smtpd_relay_restrictions", "smtpd_recipient_restrictions",
        "smtpd_data_restrictions", "smtpd_end_of_data_restrictions", "smtpd_etrn_restrictions",
    ];

    // What tells who wrote to whom, or quotes the mail, to the postmaster.
    private static readonly string[] _telling = ["bounce", "2bounce", "delay", "policy", "protocol", "data"];
    private static readonly string[] _encrypting = ["encrypt", "dane-only", "fingerprint", "verify", "secure"];

    public static IReadOnlyList<ResidencyClaim> All { get; } =
    [
        ResidencyClaim.Of("dnsbl", "no list is told of clients that may not be", "5782 §2.1",
            "take the list out, mirror it (rsync, own rbldnsd), or declare it under lists: each query tells the address of a client to the list and to every resolver on the way", DnsListsAsync),
        ResidencyClaim.Of("encrypted-out", "mail that goes out is never sent in clear", "3207 §4",
            "smtp_tls_security_level = encrypt for the next hop (smtp_tls_policy_maps where only some must); with may, mail goes in clear to whoever offers nothing else", EncryptedOutAsync),
        ResidencyClaim.Of("encrypted-in", "mail that comes in can come encrypted, and passwords never come in clear", "3207 §4",
            "smtpd_tls_security_level = may with a certificate, and smtpd_tls_auth_only = yes", EncryptedInAsync),
        ResidencyClaim.Of("vrfy", "nobody is told by VRFY who has a mailbox", "5321 §7.3",
            "disable_vrfy_command = yes (Postfix has no EXPN)", VrfyAsync),
        ResidencyClaim.Of("banner", "the greeting names neither the software's version nor anybody", "5321 §4.3.1",
            "smtpd_banner = $myhostname ESMTP", BannerAsync),
        ResidencyClaim.Of("notices", "notices to the postmaster do not tell who wrote to whom", null,
            "notify_classes = resource, software: the others send transcripts with addresses, or headers of mail", NoticesAsync),
        ResidencyClaim.Of("bounce-content", "a bounce gives back no more than the headers", "3462 §2",
            "bounce_size_limit = 1, so that notices carry headers only", BounceAsync),
        ResidencyClaim.Of("login-name", "Received fields do not name the user who logged in", "5321 §4.4",
            "smtpd_sasl_authenticated_header = no", LoginAsync),
        ResidencyClaim.Of("copies", "no mail is copied to somebody whom neither end knows of", null,
            "remove always_bcc, sender_bcc_maps and recipient_bcc_maps, or document what they are for", CopiesAsync),
    ];

    // Every check but that of lists looks at one line.
    private static Task WithAsync(ResidencySubject subject, Finder finder, string parameter, Action<EffectiveConfiguration, string> judge)
    {
        if (subject.Server is not { } server)
        {
            finder.Beside("no configuration is given");
            return Task.CompletedTask;
        }

        Saw(finder, server, parameter);
        judge(server, server.Parameters.Text(parameter));
        return Task.CompletedTask;
    }

    private static void Saw(Finder finder, EffectiveConfiguration server, string parameter)
        => finder.Saw(server.Main.Find(parameter) is { } setting
            ? new SettingLine(server.Main.FileName, setting.Line, parameter, $"{setting.Name} = {setting.Value}")
            : new SettingLine(server.Main.FileName, 0, parameter, $"{parameter} is not set: Postfix's default is \"{server.Parameters.Text(parameter)}\""));

    private static Task DnsListsAsync(ResidencySubject subject, Finder finder)
    {
        if (subject.Server is not { } server)
        {
            finder.Beside("no configuration is given");
            return Task.CompletedTask;
        }

        foreach ((PlacedWord word, string zone, string tells) in Zones(server))
        {
            finder.Saw(word.Place);
            if (subject.Area.Declared.Lists.Contains(zone, StringComparer.OrdinalIgnoreCase))
            {
                finder.Holds($"{zone} is declared");
            }
            else
            {
                finder.Broken($"{word.Place.File}:{word.Place.Line}: {zone} is told {tells}");
            }
        }

        finder.Beside("the configuration names no list");
        return Task.CompletedTask;
    }

    private static IEnumerable<(PlacedWord Word, string Zone, string Tells)> Zones(EffectiveConfiguration server)
    {
        foreach (string list in _lists.Concat(server.Parameters.Words("smtpd_restriction_classes").Select(w => w.Word)))
        {
            IReadOnlyList<PlacedWord> words = server.Parameters.Words(list);
            for (int i = 0; i + 1 < words.Count; i++)
            {
                string? tells = words[i].Word.ToLowerInvariant() switch
                {
                    "reject_rbl_client" or "permit_dnswl_client" => "the address of every client",
                    "reject_rhsbl_client" or "reject_rhsbl_reverse_client" or "permit_rhswl_client" => "the name of every client",
                    "reject_rhsbl_sender" => "the domain of every sender",
                    "reject_rhsbl_recipient" => "the domain of every recipient",
                    "reject_rhsbl_helo" => "the HELO name of every client",
                    _ => null,
                };
                if (tells is not null)
                {
                    yield return (words[i + 1], Zone(words[i + 1].Word), tells);
                }
            }
        }

        foreach (PlacedWord site in server.Parameters.Words("postscreen_dnsbl_sites"))
        {
            yield return (site, Zone(site.Word), "the address of every client");
        }
    }

    private static string Zone(string word) => word.Split('=', '*')[0];

    private static Task EncryptedOutAsync(ResidencySubject subject, Finder finder) => WithAsync(subject, finder, "smtp_tls_security_level", (server, level) =>
    {
        string effective = level.Length > 0 ? level : server.Parameters.Flag("smtp_enforce_tls") == true ? "encrypt" : server.Parameters.Flag("smtp_use_tls") == true ? "may" : "none";
        if (_encrypting.Contains(effective))
        {
            finder.Holds(effective);
        }
        else
        {
            finder.Broken(effective is "may" or "dane" ? $"with {effective}, mail goes in clear to whoever offers no encryption" : "all mail goes out in clear", "smtp_tls_security_level = encrypt");
        }
    });

    private static Task EncryptedInAsync(ResidencySubject subject, Finder finder) => WithAsync(subject, finder, "smtpd_tls_security_level", (server, level) =>
    {
        bool encrypts = level is "may" or "encrypt" || server.Parameters.Flag("smtpd_use_tls") == true || server.Parameters.Flag("smtpd_enforce_tls") == true;
        if (!encrypts)
        {
            finder.Broken("smtpd offers no encryption: all mail comes in clear", "smtpd_tls_security_level = may");
        }
        else if (server.Parameters.Flag("smtpd_sasl_auth_enable") == true && level != "encrypt" && server.Parameters.Flag("smtpd_tls_auth_only") != true)
        {
            Saw(finder, server, "smtpd_tls_auth_only");
            finder.Broken("passwords are taken in clear", "smtpd_tls_auth_only = yes");
        }
        else
        {
            finder.Holds(level);
        }
    });

    private static Task VrfyAsync(ResidencySubject subject, Finder finder) => WithAsync(subject, finder, "disable_vrfy_command", (server, value) =>
    {
        if (server.Parameters.Flag("disable_vrfy_command") == true)
        {
            finder.Holds("VRFY is not answered");
        }
        else
        {
            finder.Broken("VRFY says whether a mailbox exists", "disable_vrfy_command = yes");
        }
    });

    private static Task BannerAsync(ResidencySubject subject, Finder finder) => WithAsync(subject, finder, "smtpd_banner", (server, banner) =>
    {
        string version = server.Parameters.Text("mail_version");
        if ((version.Length > 0 && banner.Contains(version, StringComparison.Ordinal)) || banner.Contains('@', StringComparison.Ordinal)
            || server.Main.Find("smtpd_banner")?.Value.Contains("mail_version", StringComparison.Ordinal) == true)
        {
            finder.Broken($"the greeting is \"{banner}\"", "smtpd_banner = $myhostname ESMTP");
        }
        else
        {
            finder.Holds($"\"{banner}\"");
        }
    });

    private static Task NoticesAsync(ResidencySubject subject, Finder finder) => WithAsync(subject, finder, "notify_classes", (server, _) =>
    {
        string[] telling = [.. server.Parameters.Words("notify_classes").Select(w => w.Word.TrimEnd(',')).Where(_telling.Contains)];
        if (telling.Length > 0)
        {
            finder.Broken($"{string.Join(", ", telling)}: the postmaster is sent addresses, and headers of other people's mail", "notify_classes = resource, software");
        }
        else
        {
            finder.Holds("resource and software only");
        }
    });

    private static Task BounceAsync(ResidencySubject subject, Finder finder) => WithAsync(subject, finder, "bounce_size_limit", (server, value) =>
    {
        if (server.Parameters.Number("bounce_size_limit") is { } octets and > 1024)
        {
            finder.Broken($"a bounce carries {octets} octets of the message, to a sender who may be forged", "bounce_size_limit = 1");
        }
        else
        {
            finder.Holds(value);
        }
    });

    private static Task LoginAsync(ResidencySubject subject, Finder finder) => WithAsync(subject, finder, "smtpd_sasl_authenticated_header", (server, _) =>
    {
        if (server.Parameters.Flag("smtpd_sasl_authenticated_header") == true)
        {
            finder.Broken("every recipient is told the login name", "smtpd_sasl_authenticated_header = no");
        }
        else
        {
            finder.Holds("no login name");
        }
    });

    private static Task CopiesAsync(ResidencySubject subject, Finder finder)
    {
        string[] parameters = ["always_bcc", "sender_bcc_maps", "recipient_bcc_maps"];
        foreach (string parameter in parameters)
        {
            if (subject.Server?.Parameters.Text(parameter) is { Length: > 0 } value)
            {
                Saw(finder, subject.Server, parameter);
                finder.Broken($"{parameter} = {value}", $"{parameter} =");
            }
        }

        if (subject.Server is not null)
        {
            finder.Holds("nothing is copied");
        }

        finder.Beside("no configuration is given");
        return Task.CompletedTask;
    }
}
