using Harness.Core.Postfix.Tables;

namespace Harness.Tests.Postfix.Tables;

public class TableOpenerTests
{
    [Test]
    public void A_file_that_is_missing_in_a_known_folder_fails_each_lookup_and_says_so()
    {
        var table = new TableWords().Open("hash:/etc/postfix/access");

        table.Find("x").Status.Should().Be(LookupStatus.Failed);
        table.Problems.Should().ContainSingle().Which.Should().Match<TableProblem>(p => p.IsFatal && p.Message.Contains("No such file") && p.Place.Line == 7);
    }

    [TestCase("hash:/etc/aliases")]
    [TestCase("cidr:/root/secret")]
    [TestCase("mysql:/etc/postfix/mysql.cf")]
    [TestCase("ldap:people")]
    [TestCase("socketmap:inet:127.0.0.1:1:x")]
    [TestCase("tcp:127.0.0.1:1")]
    [TestCase("environ:x")]
    [TestCase("unix:passwd.byname")]
    [TestCase("randmap:{a,b}")]
    public void What_cannot_be_read_here_is_unknown(string word)
    {
        new TableWords().Open(word).Find("x").Should().Be(LookupResult.Unknown);
    }

    [Test]
    public void Without_a_nis_domain_there_is_nothing_in_nis() => new TableWords().Open("nis:mail.aliases").Find("x").Should().Be(LookupResult.Missing);

    [TestCase("abuse", LookupStatus.Found)]
    [TestCase("the: boss", LookupStatus.Found)]
    [TestCase("abuse:", LookupStatus.Missing)]
    public void What_alias_maps_names_is_read_as_aliases(string key, LookupStatus status)
    {
        var place = TableWords.Place with { Parameter = "alias_maps" };

        new TableWords().With("aliases", "abuse: alice\n\"the: boss\": bob").Opener("3.7").Open(new("hash:/etc/postfix/aliases", place)).Find(key).Status.Should().Be(status);
    }

    [Test]
    public void A_proxied_table_is_the_table_behind_the_proxy()
    {
        new TableWords().With("access", "x OK").Open("proxy:hash:/etc/postfix/access").Find("x").Value.Should().Be("OK");
    }

    [Test]
    public void The_accounts_that_are_known_are_found_and_no_others()
    {
        var table = new TableWords().Opener("3.7", "alice").Open(new("proxy:unix:passwd.byname", TableWords.Place));

        table.Find("Alice").Status.Should().Be(LookupStatus.Found);
        table.Find("bob").Status.Should().Be(LookupStatus.Missing);
    }

    [TestCase("3.5", LookupStatus.Unknown)]
    [TestCase("3.7", LookupStatus.Found)]
    public void Rules_stand_in_main_cf_from_3_7_on(string release, LookupStatus expected)
    {
        new TableWords().Open("regexp:{{/^a/ OK}}", release).Find("abc").Status.Should().Be(expected);
    }

    [Test]
    public void A_duplicate_key_spoils_texthash_and_only_warns_in_hash()
    {
        var files = new TableWords().With("t", "a 1\nb 2\na 3\n");

        files.Open("texthash:/etc/postfix/t").Find("b").Status.Should().Be(LookupStatus.Failed);
        var hash = files.Open("hash:/etc/postfix/t");
        hash.Find("a").Value.Should().Be("1");
        hash.Problems.Should().ContainSingle(p => p.Message == "duplicate entry: \"a\"" && p.Place.File == "/etc/postfix/t" && p.Place.Line == 3 && !p.IsFatal);
    }

    [Test]
    public void An_answer_names_its_line()
    {
        var place = new TableWords().With("access", "# comment\nexample.com\n  REJECT\n").Open("hash:/etc/postfix/access").Find("example.com").Place!;

        (place.File, place.Line, place.Parameter).Should().Be(("/etc/postfix/access", 2, "smtpd_client_restrictions"));
    }

    [Test]
    public void A_pattern_that_would_backtrack_for_ever_answers_soon()
    {
        var table = new TableWords().With("p", "/^(a+)+$/ OK\n/^(?=a)(a+)+\\1$/ ever\n").Open("pcre:/etc/postfix/p");

        table.Find(new string('a', 5000) + "!").Status.Should().BeOneOf(LookupStatus.Missing, LookupStatus.Unknown);
    }

    [Test]
    public void Nothing_outside_of_a_folder_is_read()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "postfix"));
            File.WriteAllText(Path.Combine(folder, "secret"), "x OK");
            File.CreateSymbolicLink(Path.Combine(folder, "postfix", "link"), Path.Combine(folder, "secret"));
            var files = new MappedFolders(("/etc/postfix", Path.Combine(folder, "postfix")));

            foreach (string path in new[] { "/etc/postfix/../secret", "/etc/postfix/link", "/etc/postfix//../secret", "/etc/passwd", "secret", "/etc/postfix/a\0b" })
                files.Read(path).Status.Should().NotBe(TableFileStatus.Present, path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Hostile_words_and_sources_do_not_throw()
    {
        string[] nasty =
        [
            "", ":", "x", "hash:", ":x", "inline:", "inline:{", "inline:{{{{", "inline:{\"=}", "static:{", "pipemap:{pipemap:{x}}", "unionmap:{:}", "randmap:", "regexp:{{/(/}}",
            "pcre:{{/\\/}}", "pcre:{{/[/ x}}", "pcre:{{/(?<x/ y}}", "pcre:{{/\\Q/ x}}", "pcre:{{/a{99999}/ x}}", "regexp:{{/a{32767}{32767}/ x}}", "cidr:{{!}}", "cidr:{{/}}",
            "proxy:proxy:proxy:", "inline:{" + new string('{', 100_000) + "}", "pcre:{{/" + new string('(', 50_000) + "/ x}}", "pipemap:{" + string.Concat(Enumerable.Repeat("pipemap:{", 1000)) + "x:y" + new string('}', 1001),
        ];
        string[] sources = ["\0", "\0a", "if", "if /", "endif", "/", "//", "!", "\\", "\"", "/a/ $", "/a/ ${", "/a/ $(1", "/(a)/ $99999999999", "[", "[/", "]", "1.2.3.4/", "::/129 x", "/[[:x:]]/ x", "/[a-[.x.]]/ x", "/\\/ x", "/a|*/ x", new('[', 50_000), " x"];
        var files = new TableWords();
        for (int i = 0; i < sources.Length; i++)
            files.With($"s{i}", sources[i]);
        string[] tables = [.. nasty, .. Enumerable.Range(0, sources.Length).SelectMany(i => new[] { "hash", "texthash", "cidr", "regexp", "pcre" }.Select(t => $"{t}:/etc/postfix/s{i}"))];

        foreach (string word in tables)
        {
            var table = files.Open(word);
            foreach (string key in new[] { "", "\0", "a", "é\ud800", "1.2.3.4", "::1", new('a', 100_000), "[", "@", "a@", "\"" })
                table.Find(key).Should().NotBeNull();
        }
    }
}
