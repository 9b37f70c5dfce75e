using Harness.Core.Postfix.Configuration;

namespace Harness.Tests.Postfix.Configuration;

/// <summary>Files that are made to break a reader. A reader that needs more than linear time does not come back from some of them.</summary>
public class HostileConfigurationTests
{
    private const int Million = 1 << 20;

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static IEnumerable<TestCaseData> Files()
    {
        foreach (var (name, text) in new (string, string)[]
        {
            ("binary", new string([.. Enumerable.Range(0, 65536).Select(i => (char)i)])),
            ("nothing but NUL", new string('\0', 1000)),
            ("one long line", "smtpd_banner = " + new string('x', Million)),
            ("one long name", new string('x', Million)),
            ("a list of commas", "mydestination = " + new string(',', Million)),
            ("braces that open", "mydestination = " + new string('{', Million)),
            ("references that open", "smtpd_banner = " + Many("${", Million / 2)),
            ("conditions that open", "smtpd_banner = " + Many("${a?", Million / 4)),
            ("conditions inside conditions", "a=1\nsmtpd_banner = " + Many("${a?", 100_000) + new string('}', 100_000)),
            ("comparisons inside comparisons", "smtpd_banner = " + Many("${{", 100_000) + Many("}=={}}", 100_000)),
            ("comparisons in a row", "smtpd_banner = " + Many("${{a}=={b}?{c}:{d}}", 50_000)),
            ("parentheses inside", "smtpd_banner = " + new string('$', 1) + new string('(', Million)),
            ("many dollars", "smtpd_banner = " + new string('$', Million)),
            ("spaces in a name", "smtpd_banner = ${a" + new string(' ', Million) + "b}"),
            ("doubling", string.Concat(Enumerable.Range(0, 60).Select(i => $"v{i} = $v{i + 1}$v{i + 1}\n")) + "v60 =\nsmtpd_banner = $v0\n"),
            ("doubling text", string.Concat(Enumerable.Range(0, 60).Select(i => $"v{i} = $v{i + 1} $v{i + 1}\n")) + "v60 = x\nsmtpd_banner = $v0\n"),
            ("many lines of one long value", "big = " + new string('x', 100_000) + "\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"v{i} = $big\n"))),
            ("many names", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"v{i} = $w{i}\n"))),
            ("one name many times", Many("v = 1\nv = 2\n", 10_000)),
            ("many continuations", "mydestination = a" + Many("\n b", 100_000)),
            ("itself in a comparison", "smtpd_banner = ${{$smtpd_banner} == {} ? {a} : {b}}"),
            ("classes of classes", "smtpd_restriction_classes = " + Many("a b c ", 50_000)),
            ("tables of tables", "alias_maps = " + Many("{pipemap:{ldap:a,", 50_000)),
            ("surrogates", "smtpd_banner = \ud800 ${\udc00}\n\ud800=\udc00\n"),
        })
            yield return new TestCaseData(text).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Files))]
    public void A_main_cf_is_read_or_named(string text)
    {
        var configuration = Configured.Of(text);
        foreach (var setting in configuration.Main.Settings.Take(100))
            _ = configuration.Parameters.Words(setting.Name);
        foreach (var problem in configuration.Problems.Concat(Configured.Known(text).Complaints))
        {
            problem.Line.Should().BePositive();
            problem.Message.Length.Should().BeLessThan(1000);
        }
    }

    private static IEnumerable<TestCaseData> Masters()
    {
        const string Smtpd = "smtp inet n - n - - smtpd ";
        foreach (var (name, text) in new (string, string)[]
        {
            ("binary", new string([.. Enumerable.Range(0, 65536).Select(i => (char)i)])),
            ("many fields", Many("a ", Million / 2)),
            ("many services", string.Concat(Enumerable.Range(0, 5_000).Select(i => $"s{i} unix - - n - - pipe -o v{i}=$w{i}\n"))),
            ("one service many times", Many(Smtpd + "\n", 20_000)),
            ("many overrides", Smtpd + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"-o v{i}=$v{i + 1} "))),
            ("options that open", Smtpd + Many("-o { ", 100_000)),
            ("braces that open", Smtpd + new string('{', Million)),
            ("dashes", Smtpd + Many("- -- -o ", 100_000)),
            ("long option", Smtpd + "-" + new string('v', Million)),
            ("NUL", "smtp\0inet n - n - - smtpd\n\0\n"),
        })
            yield return new TestCaseData(text).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Masters))]
    public void A_master_cf_is_read_or_named(string text)
    {
        var master = MasterCf.Parse(text, "master.cf");
        var main = MainCf.Parse("", "main.cf");
        var configuration = EffectiveConfiguration.Of(main, master, master.Services is [var first, ..] ? first : null, Configured.Release, Configured.Machine);
        foreach (var problem in configuration.Problems.Concat(KnownParameters.Of(main, master, Configured.Release).Complaints))
        {
            problem.Line.Should().BePositive();
            problem.Message.Length.Should().BeLessThan(1000);
        }
    }

    [Test]
    public void A_configuration_cut_off_anywhere_does_not_throw()
    {
        const string Main = "a = ${b?{c}:{d}}, $(e)\n  ${{$f} <level {3.6} ? {g} : {h}}\n# i\nsmtpd_banner = $a {j k}\0\nalias_maps = ldap:{l}\n";
        const string Master = "smtp inet n - n - - smtpd\n  -o { a = b } -oc=d -v\nx unix - - n 60? - pipe\n flags=x {y z}\n";
        for (var i = 0; i < Main.Length; i++)
            _ = Configured.Of(Main[..i]).Parameters.Words("smtpd_banner");
        for (var i = 0; i < Master.Length; i++)
            _ = KnownParameters.Of(MainCf.Parse(Main, "main.cf"), MasterCf.Parse(Master[..i], "master.cf"), Configured.Release).Complaints;
    }
}
