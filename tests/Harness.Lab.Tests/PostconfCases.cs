using System.Text;

namespace Harness.Lab.Tests;

/// <summary>Configurations on which the harness and postconf(1) have to agree.</summary>
internal static class PostconfCases
{
    private static readonly string[] _pieces =
    [
        "a", "b c", ",", "=", " ", "\t", "$$", "$set", "$empty", "$missing", "${set}", "$(set)", "${ set }", "$ten", "$nested", "$myhostname",
        "${set?yes}", "${empty?yes}", "${set:no}", "${empty:no}", "${set?{yes}:{no}}", "${missing ? {yes} : {no}}", "${empty? {yes} :no}",
        "${set?a:b{c}}", "${{$ten}=={10}?{y}:{n}}", "${{$ten} < {9} ? {y} : {n}}", "${{$set} >= {xx}}", "${{$set} != {x}}",
        "${{a} <level {b}?{y}:{n}}", "${{3.6} >=level {3.10}?{y}:{n}}", "${{2}<=level{10}?{y}:{n}}", "${{1} <length {2}}", "${", "}", "{", "$(", ")",
        "${set?{y}", "${set-x}", "${set x}", "${?x}", "$", "${}", "$()", "${{$ten}", "${{$ten} ? {y}}", "${{a}={b}}", "${{a} == b}", "${{a} == {b} x}",
        "${set?{y}z}", "${set?{y}:{n}z}", "$smtpd_banner", "$mail_version", "${stress?{1}:{2}}", "${{99999999999999999999}=={1}?{y}:{n}}",
    ];

    /// <summary>Main.cf files of the corpus, where it is on this machine (HARNESS_CORPUS).</summary>
    public static IEnumerable<KeyValuePair<string, PostconfCase>> Corpus()
    {
        string? folder = Environment.GetEnvironmentVariable("HARNESS_CORPUS");
        return folder is null ? [] : Directory.EnumerateFiles(folder, "*.cf")
            .Select(f => KeyValuePair.Create(Path.GetFileNameWithoutExtension(f), new PostconfCase(File.ReadAllText(f))));
    }

    /// <summary>Main.cf and master.cf files made for this, each for some rule of postconf(5), master(5) or postconf(1).</summary>
    public static IEnumerable<KeyValuePair<string, PostconfCase>> Own() => new Dictionary<string, PostconfCase>
    {
        ["crlf"] = new("smtpd_banner = a\r\n  b\r\nmydestination =\r\n # not this\r\n\r\n  x,\r\n  y\r\n"),
        ["comment-inside"] = new("mydestination = a\n# c\n  # d\n\n b\n#\n\tc\nrelay_domains =\n"),
        ["nul"] = new("mydestination = a\0b\n c\nrelay_domains = x\n"),
        ["override"] = new("mydestination = a\nmydestination = b\nmydestination = b\n"),
        ["indented"] = new("  mydestination = a\n b\nrelay_domains = c\n"),
        ["no-equals"] = new("mydestination = a\nmyorigin\n"),
        ["no-name"] = new("= a\n"),
        ["two-words"] = new("my origin = a\n"),
        ["odd-names"] = new("a-b = 1\nä = 2\n{x} = 3\nMyOrigin = a\nmydestination = $a_b ${a-b}\n"),
        ["classes"] = new("smtpd_restriction_classes = strict, $more\nmore = lax, gone\nstrict = reject\nlax = permit\nunused_class = permit\n"),
        ["user"] = new("mine = a\nmine_too = b\nunused = $mine_too\nsmtpd_banner = $mine ${absent?{$also_absent}}\n"),
        ["legacy"] = new("fallback_relay = a\nvirtual_maps = hash:/x\nsmtpd_per_record_deadline = yes\npostscreen_blacklist_action = drop\n"),
        ["deprecated"] = new("smtpd_use_tls = yes\nsmtp_enforce_tls = no\nlmtp_enforce_tls = no\nsmtpd_tls_eecdh_grade = auto\nsmtpd_tls_cipherlist = x\n"),
        ["read-only"] = new("process_name = x\nservice_name = y\nprocess_id = 1\nsmtpd_banner = $process_name/$service_name\n"),
        ["raw"] = new("default_rbl_reply = $rbl_code ${rbl_reason?; $rbl_reason} ${\nsmtpd_reject_footer = \\c. $client_name\nluser_relay = $user@x\n"),
        ["tables"] = new("alias_maps = ldap:people, proxy:mysql:db, hash:/x, {pgsql:in}, inline:{a=b}, memcache:./x\npeople_server_host = a\ndb_query = x\n"
            + "db_charset = utf8\nin_hosts = y\nnobody_hosts = z\nunionmap = pipemap:{sqlite:q,static:x}\nvirtual_alias_maps = pipemap:{sqlite:q,static:x}\nq_dbpath = /x\n"),
        ["mongodb"] = new("alias_maps = mongodb:m\nm_uri = x\n"),
        ["transports"] = new("smtp_destination_rate_delay = 1s\nrelay_transport_rate_delay = 2s\nslow_destination_rate_delay = 3s\nlocal_time_limit = 4s\npolicy_time_limit = 5s\n"
            + "out_time_limit = 1s\nout_delivery_slot_cost = 7\nsub/smtp_recipient_limit = 1\n",
            "smtp inet n - n - - smtpd\nslow unix - - n - - smtp\npolicy unix - n n - 0 spawn user=nobody argv=/bin/true\nout unix - n n - - pipe\n  flags=R argv=/bin/true {a b}\n"),
        ["level-0"] = new("smtpd_banner = $mynetworks_style/$relay_domains/$smtpd_relay_restrictions/$append_dot_mydomain\nmydestination = x\n"),
        ["level-2"] = new("compatibility_level = 2\nsmtpd_banner = $mynetworks_style/$relay_domains/$smtpd_relay_restrictions/$append_dot_mydomain\n"),
        ["level-odd"] = new("compatibility_level = new\nsmtpd_banner = $mynetworks_style/$relay_domains\n"),
        ["names"] = new("mydomain = my.example\nsmtpd_banner = $myhostname $mydomain $myorigin $mydestination $mynetworks $config_directory\n"),
        ["short-name"] = new("myhostname = short\nsmtpd_banner = $myhostname $mydomain\n"),
        ["networks-host"] = new("mynetworks_style = host\nsmtpd_banner = $mynetworks\n"),
        ["networks-class"] = new("mynetworks_style = class\nsmtpd_banner = $mynetworks\n"),
        ["networks-loopback"] = new("inet_interfaces = loopback-only\nmynetworks_style = subnet\nsmtpd_banner = $mynetworks\n"),
        ["networks-given"] = new("inet_interfaces = 127.0.0.1\nmynetworks_style = ${x?host}${x:subnet}\nsmtpd_banner = $mynetworks\n"),
        ["itself"] = new("mydestination = a, $mydestination\n"),
        ["circle"] = new("a = $b\nb = $c\nc = $a\nmydestination = $a\n"),
        ["chain-100"] = new(Chain(99)),
        ["chain-101"] = new(Chain(100)),
        ["chain-102"] = new(Chain(101)),
        ["long"] = new($"mydestination = {new string('x', 20_000)}\n"),
        ["sorted"] = new("z = 1\nZ = 2\n_ = 3\nsmtp_bind_address = 1\nsmtp_bind_address6 = 2\nsmtp_banner_x = 3\n2bounce_notice_recipient = a\nmydestination = $z $Z $_\n"),
        ["master-o"] = new("mua_client = permit\nx = 1\n",
            "smtp inet n - y - - smtpd\n -o smtpd_client_restrictions=$mua_client -o x=2 -o y=$z -obiff=yes\n -o { smtpd_banner = a b } -vo mine=3 -o smtpd_sender_restrictions=$mine\n"),
        ["master-few"] = new("", "smtp inet n - n - smtpd\n"),
        ["master-type"] = new("", "smtp tcp n - n - - smtpd\n"),
        ["master-private"] = new("", "smtp unix maybe - n - - smtpd\n"),
        ["master-wakeup"] = new("", "pickup unix n - n 60x 1 pickup\n"),
        ["master-limit"] = new("", "pickup unix n - n 60? -1 pickup\n"),
        ["master-indented"] = new("", " smtp inet n - n - - smtpd\npickup unix n - n 60 1 pickup\n"),
        ["master-brace"] = new("", "smtp inet n - n - - smtpd -o {smtpd_banner = x\n"),
        ["master-brace-tail"] = new("", "smtp inet n - n - - smtpd -o {smtpd_banner=x}y\n"),
        ["master-brace-name"] = new("", "smtp inet n - n - - smtpd -o {smtpd_banner}\n"),
    };

    /// <summary>Values put together at random from the grammar's pieces; the same ones each time.</summary>
    public static IEnumerable<KeyValuePair<string, PostconfCase>> Random(int count)
    {
        var random = new Random(35);
        for (int i = 0; i < count; i++)
        {
            var value = new StringBuilder("x");
            for (int n = random.Next(1, 5); n > 0; n--)
            {
                string piece = _pieces[random.Next(_pieces.Length)];
                value.Append(random.Next(4) == 0 ? $"${{set?{{{piece}}}:{{{_pieces[random.Next(_pieces.Length)]}}}}}" : piece);
            }

            yield return KeyValuePair.Create($"random-{i:000}", new PostconfCase(
                $"mydestination = {value}\nset = xx\nempty =\nten = 10\nnested = <$set${{ten?,{{$empty}}}}>\nsmtp_helo_name = $set$empty$ten$nested\n"));
        }
    }

    private static string Chain(int length)
        => string.Concat(Enumerable.Range(0, length).Select(i => $"v{i} = $v{i + 1}\n")) + $"v{length} = end\nmydestination = $v0\n";
}
