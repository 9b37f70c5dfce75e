using Harness.Core.Dns;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using NJsonSchema;

namespace Harness.Tests.Scenarios;

public class SchemaTests
{
    private static readonly JsonSchema Scenario = Load("scenario");
    private static readonly JsonSchema Policy = Load("policy");

    private static JsonSchema Load(string name)
        => JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "fixtures", "schema", name + ".schema.json")).GetAwaiter().GetResult();

    private static bool Holds(JsonSchema schema, string yaml) => schema.Validate(YamlAsJson.Convert(yaml)).Count == 0;

    private static bool IsRead(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (FixtureException)
        {
            return false;
        }
    }

    [TestCase("id: helo/pc", true)]
    [TestCase("claim: 12", true)]
    [TestCase("source: { cve: CVE-2023-51764 }", true)]
    [TestCase("steps: [{ say: NOOP, await: '5xx 5.x.x' }]", true)]
    [TestCase("steps: [{ send: \"a\\r\\nb\", replies: 50, await: 4xx }, { hex: 00 }, { hex: 0d 0A }]", true)]
    [TestCase("steps: [{ message: hi }, { starttls: handshake }]", true)]
    [TestCase("steps: [{ submit: { from: '', to: x, tls: never, user: 7 } }]", true)]
    [TestCase("pass: [{ reply: [250, 2xx] }, { says: [a, b], log: c, offers: [D] }]", true)]
    [TestCase("pass: { logged: true }", true)]
    [TestCase("not-applicable: { reply: 503, because: late }", true)]
    [TestCase("control: { from: inside }", true)]
    [TestCase("control: { let: { helo: x }, pass: [{ delivered: mailbox }] }", true)]
    [TestCase("safe: false", true)]
    [TestCase("cases: { a: {}, 1: { control: { from: inside }, parameter: myorigin } }", true)]
    [TestCase("id: helo", false)]
    [TestCase("id: A/b", false)]
    [TestCase("claim: ''", false)]
    [TestCase("claim:", false)]
    [TestCase("claim: true", false)]
    [TestCase("claim: [a]", false)]
    [TestCase("klaim: x", false)]
    [TestCase("source: {}", false)]
    [TestCase("source: { rfc: RFC 5321 }", false)]
    [TestCase("source: { cve: 12 }", false)]
    [TestCase("from: An Outsider", false)]
    [TestCase("steps: []", false)]
    [TestCase("steps: { say: x }", false)]
    [TestCase("steps: [{ say: x, send: y }]", false)]
    [TestCase("steps: [{ await: 250 }]", false)]
    [TestCase("steps: [{ say: x, replies: 1 }]", false)]
    [TestCase("steps: [{ say: \"x\\r\\ny\" }]", false)]
    [TestCase("steps: [{ say: x, await: 6xx }]", false)]
    [TestCase("steps: [{ say: x, await: 99 }]", false)]
    [TestCase("steps: [{ send: x, replies: 51 }]", false)]
    [TestCase("steps: [{ hex: 0d0 }]", false)]
    [TestCase("steps: [{ hex: xx }]", false)]
    [TestCase("steps: [{ starttls: yes }]", false)]
    [TestCase("steps: [{ submit: { from: a, to: b } }]", false)]
    [TestCase("steps: [{ say: x }, { submit: { from: a, to: b, tls: never } }]", false)]
    [TestCase("pass: {}", false)]
    [TestCase("pass: { because: x }", false)]
    [TestCase("pass: []", false)]
    [TestCase("pass: { stage: RCPT }", false)]
    [TestCase("pass: { reply: [] }", false)]
    [TestCase("pass: { reply: 5yz }", false)]
    [TestCase("pass: { encrypted: 'true' }", false)]
    [TestCase("control: {}", false)]
    [TestCase("control: { let: {} }", false)]
    [TestCase("control: { pass: { reply: 250 } }", false)]
    [TestCase("safe: yes", false)]
    [TestCase("parameter: a b", false)]
    [TestCase("let: { A: b }", false)]
    [TestCase("cases: {}", false)]
    [TestCase("cases: { A: {} }", false)]
    [TestCase("cases: { a: { safe: false, when: { zen.spamhaus.org: servfail } } }", true)]
    [TestCase("cases: { a: { safe: 1 } }", false)]
    [TestCase("each: { a: { helo: x }, b: { helo: y } }", true)]
    [TestCase("each: { a: { helo: x } }", false)]
    [TestCase("when: { zen.spamhaus.org: dead }", false)]
    [TestCase("steps: [{ say: \"RCPT TO:<u{n}@{domain}>\", times: 100, await: 250 }]", true)]
    [TestCase("steps: [{ say: x, times: 1 }]", false)]
    [TestCase("steps: [{ send: \"{a*1000}\\r\\n\", early: true }]", true)]
    [TestCase("steps: [{ say: x, early: true }]", false)]
    [TestCase("steps: [{ message: x, over-size: true }]", true)]
    [TestCase("steps: [{ say: \"EHLO {helo^}\", latin-1: true }, { send: x, latin-1: true }]", true)]
    [TestCase("steps: [{ message: x, latin-1: true }]", false)]
    [TestCase("steps: [{ hex: 0d, latin-1: true }]", false)]
    [TestCase("steps: [{ hold: 16 }, { deaf: { line: 'EHLO {helo}', hold: 16 } }]", true)]
    [TestCase("steps: [{ hold: 0 }]", false)]
    [TestCase("steps: [{ hold: 5, await: 250 }]", false)]
    [TestCase("steps: [{ deaf: { line: NOOP } }]", false)]
    [TestCase("steps: [{ flood: { connections: 60, addresses: 12, hold: 5 } }]", true)]
    [TestCase("steps: [{ flood: { connections: 1, hold: 5 } }]", false)]
    [TestCase("steps: [{ say: x }, { flood: { connections: 60, hold: 5 } }]", false)]
    [TestCase("pass: { shed-within: 13 }", true)]
    [TestCase("pass: { turned-away: 1 }", true)]
    [TestCase("pass: { shed-within: 26 }", false)]
    [TestCase("may-wedge: true", true)]
    [TestCase("cases: { a: { may-wedge: true } }", true)]
    [TestCase("may-wedge: 1", false)]
    [TestCase("pass: { closed: true }", true)]
    [TestCase("pass: { omits: [a, b], enhanced-codes: true, carries: 'Subject: a' }", true)]
    [TestCase("pass: { within: 'Subject: a', without: [b], stray: false, early-end: false }", true)]
    [TestCase("pass: { stray: 1 }", false)]
    [TestCase("applies-when: { smtpd_tls_security_level: encrypt }", true)]
    [TestCase("cases: { a: { applies-when: { smtpd_tls_security_level: encrypt } } }", true)]
    [TestCase("applies-when: { smtpd-tls: encrypt }", false)]
    [TestCase("applies-when: {}", false)]
    [TestCase("pass: { enhanced-codes: 1 }", false)]
    [TestCase("pass: { carries: [] }", false)]
    [TestCase("steps: [{ auth: { mechanism: plain, user: '{user}', password: '' }, times: 3, await: 235 }]", true)]
    [TestCase("steps: [{ auth: { mechanism: digest, user: a, password: b } }]", false)]
    [TestCase("steps: [{ auth: { mechanism: login, user: a } }]", false)]
    [TestCase("steps: [{ client-hello: { versions: TLSv1.2, suites: all, name: '' } }]", true)]
    [TestCase("steps: [{ client-hello: { versions: TLSv1.2 } }]", false)]
    [TestCase("steps: [{ client-hello: { versions: TLSv1.2, suites: '' } }]", false)]
    [TestCase("steps: [{ client-hello: { versions: TLSv1.2, suites: all, groups: x } }]", false)]
    [TestCase("steps: [{ client-hello: { versions: TLSv1.2, suites: all }, await: 220 }]", false)]
    [TestCase("pass: { tls: { agreed: true, protocol: [TLSv1.2, TLSv1.3], suites: aead, valid-now: true, key-strength: 112 } }", true)]
    [TestCase("pass: { tls: { names-server: true, sound-signatures: true, whole-chain: true, stapled-as-demanded: true, group-strength: 112 } }", true)]
    [TestCase("pass: { tls: { resumable: true, secure-renegotiation: true, compressed: false } }", true)]
    [TestCase("pass: { tls: {} }", false)]
    [TestCase("pass: { tls: true }", false)]
    [TestCase("pass: { tls: { agreed: 1 } }", false)]
    [TestCase("pass: { tls: { protocol: TLSv1 } }", false)]
    [TestCase("pass: { tls: { suites: [] } }", false)]
    [TestCase("pass: { tls: { suites: weak } }", false)]
    [TestCase("pass: { tls: { key-strength: 64 } }", false)]
    [TestCase("pass: { tls: { established: true } }", false)]
    [TestCase("pass: { withholds: AUTH }", true)]
    [TestCase("cases: { a: { control: { from: inside }, pass: { same-as-control: true } } }", true)]
    [TestCase("cases: { a: { control: { from: inside }, pass: { same-as-control: 1 } } }", false)]
    [TestCase("cases: { a: { pass: {} } }", false)]
    [TestCase("cases: { a: x }", false)]
    public void Reader_and_schema_agree_about_a_scenario(string line, bool sound)
    {
        string yaml = SampleScenarios.With(line);
        IsRead(() => ScenarioReader.Read(yaml, "x")).Should().Be(sound, "of the reader");
        Holds(Scenario, yaml).Should().Be(sound, "of the schema");
    }

    [TestCase("title: t\nrules: [{ attacks: '*', level: must }]\n", true)]
    [TestCase("title: t\nrules: [{ attacks: a/b, level: may }]\nexceptions: [{ attacks: a/*, reason: r }]\n", true)]
    [TestCase("rules: [{ attacks: '*', level: must }]\n", false)]
    [TestCase("title: t\n", false)]
    [TestCase("title: t\ninclude: guide\n", true)]
    [TestCase("title: t\ninclude: ''\n", false)]
    [TestCase("title: t\ninclude: guide\notherwise: may\n", true)]
    [TestCase("title: t\ninclude: guide\notherwise: never\n", false)]
    [TestCase("title: t\nrules: []\n", false)]
    [TestCase("title: t\nrules: [{ attacks: A, level: must }]\n", false)]
    [TestCase("title: t\nrules: [{ attacks: '*', level: shall }]\n", false)]
    [TestCase("title: t\nrules: [{ attacks: '*', level: must }]\nexceptions: []\n", false)]
    [TestCase("title: t\nrules: [{ attacks: '*', level: must }]\nexceptions: [{ attacks: a }]\n", false)]
    public void Reader_and_schema_agree_about_a_policy(string yaml, bool sound)
    {
        IsRead(() => PolicyReader.Read(yaml, "x", "x")).Should().Be(sound, "of the reader");
        Holds(Policy, yaml).Should().Be(sound, "of the schema");
    }

    [Test]
    public void The_samples_are_of_the_schema()
    {
        Holds(Scenario, SampleScenarios.Text("bad-helo.yaml")).Should().BeTrue();
        Holds(Scenario, SampleScenarios.Text("every-step.yaml")).Should().BeTrue();
    }

    [Test]
    public void The_schema_names_every_fact()
        => TargetFacts.Meanings.Keys.Should().OnlyContain(f => Scenario.Description!.Contains(f));

    [Test]
    public void The_schema_knows_the_modes_of_lists()
        => Scenario.Definitions["lists"].AdditionalPropertiesSchema!.Enumeration.Should().BeEquivalentTo(ListModeWords.All);

    [TestCaseSource(nameof(Shipped))]
    public void A_shipped_file_is_of_its_schema_and_says_so(string path)
    {
        string text = File.ReadAllText(path);
        string kind = Path.GetRelativePath(Fixtures, path).StartsWith("policies", StringComparison.Ordinal) ? "policy" : "scenario";
        string schema = Path.GetRelativePath(Path.GetDirectoryName(path)!, Path.Combine(Fixtures, "schema", kind + ".schema.json"));
        text.Should().StartWith($"# yaml-language-server: $schema={schema}\n");
        (kind == "policy" ? Policy : Scenario).Validate(YamlAsJson.Convert(text)).Should().BeEmpty();
    }

    private static string Fixtures => Path.Combine(AppContext.BaseDirectory, "fixtures");

    private static TestCaseData[] Shipped()
    {
        TestCaseData[] files = [.. new[] { "scenarios", "policies" }.Select(d => Path.Combine(Fixtures, d)).Where(Directory.Exists)
            .SelectMany(d => Directory.EnumerateFiles(d, "*.yaml", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
            .Select(f => new TestCaseData(f).SetArgDisplayNames(Path.GetRelativePath(Fixtures, f)))];
        return files.Length > 0 ? files : [new TestCaseData("").SetArgDisplayNames("none").Ignore("no scenarios are shipped yet")];
    }
}
