using Harness.Core.Scenarios;

namespace Harness.Tests.Scenarios;

public class ScenarioErrorTests
{
    private static FixtureException Error(string text)
        => FluentActions.Invoking(() => ScenarioReader.Read(text, "x.yaml")).Should().Throw<FixtureException>().Which;

    [TestCase("remedi: x", 9, "did you mean 'remedy'?")]
    [TestCase("id: helo", 1, "put its family before it")]
    [TestCase("id: Helo/pc", 1, "lower-case letters")]
    [TestCase("id: helo//pc", 1, "lower-case letters")]
    [TestCase("id: [helo/pc]", 1, "is a list, not a text")]
    [TestCase("claim: ''", 2, "is empty")]
    [TestCase("claim:", 2, "is empty")]
    [TestCase("claim: true", 2, "quote it")]
    [TestCase("claim: 'a {what} is turned away'", 2, "neither bound nor a fact")]
    [TestCase("claim: 'a {recipent} is turned away'", 2, "did you mean 'recipient'?")]
    [TestCase("claim: '{helo} is turned away'", 2, "fact of the target")]
    [TestCase("claim: 'a { is turned away'", 2, "write {{ for the brace itself")]
    [TestCase("remedy: {name}", 7, "quote a text that holds a placeholder: \"{name}\"")]
    [TestCase("remedy: \"a\\u001bb\"", 7, "control character")]
    [TestCase("source: {}", 3, "names nothing")]
    [TestCase("source: { rfc: RFC 5321 }", 3, "5321 §4.1.1.1")]
    [TestCase("source: { cve: 2023-51764 }", 3, "CVE-2023-51764")]
    [TestCase("source: { RFC: 5321 }", 3, "unknown key 'RFC'")]
    [TestCase("from: stranger", 4, "known are outsider, zen-sbl")]
    [TestCase("from: outsidr", 4, "did you mean 'outsider'?")]
    [TestCase("steps: []", 5, "empty list")]
    [TestCase("steps: { say: NOOP }", 5, "is a mapping, not a list")]
    [TestCase("steps: [NOOP]", 5, "item 1 of 'steps' is a text, not a mapping")]
    [TestCase("steps: [{ await: 250 }]", 5, "does nothing")]
    [TestCase("steps: [{ say: NOOP, send: NOOP }]", 5, "several things (say, send)")]
    [TestCase("steps: [{ say: NOOP, waits: 250 }]", 5, "did you mean 'await'?")]
    [TestCase("steps: [{ say: \"NOOP\\r\\nNOOP\" }]", 5, "line break inside a command")]
    [TestCase("steps: [{ say: NOOP, await: 2500 }]", 5, "reply pattern")]
    [TestCase("steps: [{ say: NOOP, await: '250  2.0.0' }]", 5, "reply pattern")]
    [TestCase("steps: [{ say: NOOP, replies: 2 }]", 5, "does not go with 'say'")]
    [TestCase("steps: [{ send: NOOP, replies: 51 }]", 5, "from 0 to 50")]
    [TestCase("steps: [{ send: NOOP, replies: '1' }]", 5, "unquoted")]
    [TestCase("steps: [{ send: NOOP, replies: 0, await: 250 }]", 5, "does not read")]
    [TestCase("steps: [{ send: '', replies: 0 }]", 5, "sends nothing")]
    [TestCase("steps: [{ hex: 0d 0g }]", 5, "'g' at character 5")]
    [TestCase("steps: [{ hex: 0d 0 a }]", 5, "one digit before character 5")]
    [TestCase("steps: [{ hex: 0d0 }]", 5, "at character 3")]
    [TestCase("steps: [{ hex: '' }]", 5, "no octets")]
    [TestCase("steps: [{ message: 'to {recipient}' }]", 5, "takes no placeholders")]
    [TestCase("steps: [{ auth: { mechanism: cram-md5, user: a, password: b } }]", 5, "known are plain, login")]
    [TestCase("steps: [{ auth: { mechanism: plain, user: a } }]", 5, "lacks 'password'")]
    [TestCase("steps: [{ hang-up: now }]", 5, "known are whole, half")]
    [TestCase("steps: [{ hang-up: whole }, { say: NOOP }]", 5, "make that the last step")]
    [TestCase("steps: [{ hang-up: whole, await: 250 }]", 5, "a connection that is closed")]
    [TestCase("steps: [{ say: NOOP, pace: 100 }]", 5, "does not go with 'say'")]
    [TestCase("steps: [{ send: NOOP, pace: 5 }]", 5, "from 10 to 5000")]
    [TestCase("steps: [{ say: NOOP, after: 100 }]", 5, "does not go with 'say'")]
    [TestCase("steps: [{ send: NOOP, after: 1001 }]", 5, "from 10 to 1000")]
    [TestCase("steps: [{ hold: 26 }]", 5, "from 1 to 25")]
    [TestCase("steps: [{ hold: 5, await: 250 }]", 5, "waits for no answer")]
    [TestCase("steps: [{ deaf: { line: NOOP } }]", 5, "lacks 'hold'")]
    [TestCase("steps: [{ deaf: { line: NOOP, hold: 5, pace: 10 } }]", 5, "unknown key 'pace'")]
    [TestCase("steps: [{ flood: { connections: 501, hold: 5 } }]", 5, "from 2 to 500")]
    [TestCase("steps: [{ flood: { connections: 60, addresses: 13, hold: 5 } }]", 5, "from 1 to 12")]
    [TestCase("steps: [{ say: NOOP }, { flood: { connections: 60, hold: 5 } }]", 5, "is a 'flood', which is a whole session")]
    [TestCase("pass: { shed-within: 0 }", 6, "from 1 to 25")]
    [TestCase("pass: { turned-away: many }", 6, "from 1 to 500")]
    [TestCase("may-wedge: maybe", 9, "neither true nor false")]
    [TestCase("pass: { arrivals: 51 }", 6, "from 0 to 50")]
    [TestCase("steps: [{ starttls: yes }]", 5, "known are handshake")]
    [TestCase("steps: [{ submit: { from: a, to: b, tls: always } }]", 5, "known are never, offered, required")]
    [TestCase("steps: [{ submit: { from: a, tls: never } }]", 5, "lacks 'to'")]
    [TestCase("steps: [{ say: NOOP }, { submit: { from: a, to: b, tls: never } }]", 5, "only step")]
    [TestCase("steps: [{ message: hi, latin-1: true }]", 5, "does not go with 'message'")]
    [TestCase("steps: [{ client-hello: { versions: TLSv1, suites: all } }]", 5, "'TLSv1' is no version of TLS")]
    [TestCase("steps: [{ client-hello: { versions: TLSv1.2, suites: weak } }]", 5, "'weak' is neither a suite nor a class")]
    [TestCase("steps: [{ client-hello: { versions: SSLv3, suites: aead } }]", 5, "offers nothing")]
    [TestCase("steps: [{ client-hello: { versions: '{helo}', suites: all } }]", 5, "fact of the target")]
    [TestCase("steps: [{ client-hello: { versions: TLSv1.2, suites: all } }, { say: QUIT }]", 5, "comes after 'client-hello'")]
    [TestCase("steps: [{ client-hello: { versions: TLSv1.2, suites: all }, await: 220 }]", 5, "waits for a reply")]
    [TestCase("pass: { tls: { protocol: TLSv1 } }", 6, "cannot be 'TLSv1'")]
    [TestCase("pass: { tls: {} }", 6, "holds for every handshake")]
    [TestCase("pass: { same-as-control: true }", 6, "there is none")]
    [TestCase("pass: {}", 6, "holds for every outcome")]
    [TestCase("pass: { because: it is late }", 6, "holds for every outcome")]
    [TestCase("pass: []", 6, "empty list")]
    [TestCase("pass: { stage: recipient }", 6, "known are connect, helo, mail, rcpt, data, end-of-data")]
    [TestCase("pass: { stage: RCPT }", 6, "cannot be 'RCPT'")]
    [TestCase("pass: { reply: 6xx }", 6, "reply pattern")]
    [TestCase("pass: { reply: [5xx, [4xx]] }", 6, "item 2 of 'reply' is a list")]
    [TestCase("pass: { says: 'to {recipient}' }", 6, "fact of the target")]
    [TestCase("pass: { encrypted: 'true' }", 6, "unquoted")]
    [TestCase("safe: yes", 9, "neither true nor false")]
    [TestCase("parameter: smtpd_helo_required = yes", 9, "did you mean 'smtpd_helo_required'?")]
    [TestCase("paste: { smtpd_helo_requird: 'yes' }", 9, "did you mean 'smtpd_helo_required'?")]
    [TestCase("pass: { restriction: reject_invalid_hello_hostname }", 6, "did you mean 'reject_invalid_helo_hostname'?")]
    [TestCase("pass: { restriction: smtpd_relay_restrictons/reject }", 6, "did you mean 'smtpd_relay_restrictions'?")]
    [TestCase("pass: { restriction: '*_hello_*' }", 6, "names no restriction")]
    [TestCase("let: { what: x }", 9, "nothing uses the binding 'what'")]
    [TestCase("let: { What: x }", 9, "cannot be the name of a binding")]
    [TestCase("let: { helo: 'x{helo}' }", 5, "circle, helo → helo")]
    [TestCase("let: { helo: '{a}', a: '{b}', b: '{a}' }", 5, "circle, a → b → a")]
    [TestCase("let: { helo: \"a\\nb\" }", 5, "line break inside a command")]
    [TestCase("let: { helo: '{a}' }", 5, "{a} is neither bound nor a fact")]
    [TestCase("control: {}", 8, "plays the attack itself")]
    [TestCase("control: nothing", 8, "not a mapping")]
    [TestCase("control: { from: outsider }", 8, "plays the attack itself")]
    [TestCase("control: { pass: { reply: 250 } }", 8, "plays the attack itself")]
    [TestCase("control: { let: { nmae: x } }", 8, "neither a binding of the attack nor a fact")]
    [TestCase("control: { let: { recipient: x } }", 8, "nothing uses the binding 'recipient'")]
    [TestCase("control: { let: { helo: '{nmae}' } }", 5, "(control): {nmae} is neither bound")]
    [TestCase("cases: {}", 9, "is empty")]
    [TestCase("cases: [a]", 9, "is a list, not a mapping")]
    [TestCase("cases: { A: {} }", 9, "cannot be the name of a case")]
    [TestCase("cases: { a: {}, a: {} }", 9, "has the key 'a' twice")]
    [TestCase("cases: { a: { name: x } }", 9, "nothing uses the binding 'name'")]
    [TestCase("cases: { a: { steps: x } }", 9, "belongs to the whole family")]
    [TestCase("when: { zen.spamhaus.org: dead }", 9, "cannot be 'dead'")]
    [TestCase("when: { zen.spamhaus.com: servfail }", 9, "did you mean 'zen.spamhaus.org'?")]
    [TestCase("applies-when: { smtpd-tls: encrypt }", 9, "is no parameter of main.cf")]
    [TestCase("applies-when: {}", 9, "is empty")]
    [TestCase("each: { a: { helo: x } }", 9, "fewer than two variants")]
    [TestCase("each: { a: { other: x }, b: { other: y } }", 9, "'other'")]
    [TestCase("each: { A: { name: x }, b: { name: y } }", 9, "cannot be the name of a variant")]
    [TestCase("cases: { a: { claim: '{x}' } }", 9, "in case 'a'")]
    public void Says_where_a_line_is_wrong_and_what_to_write(string line, int at, string remedy)
    {
        FixtureException error = Error(SampleScenarios.With(line));
        error.Message.Should().StartWith($"x.yaml:{at}: ").And.Contain(remedy).And.Contain(";");
        (error.File, error.Line).Should().Be(("x.yaml", at));
    }

    [Test]
    public void A_flood_is_played_last_and_goes_with_no_mode_of_a_list()
        => Error(SampleScenarios.With("steps: [{ flood: { connections: 60, hold: 5 } }]", "when: { zen.spamhaus.org: servfail }")).Message
            .Should().StartWith("x.yaml:9: ").And.Contain("does not go with a flood");

    [Test]
    public void Names_a_missing_key([Values("id", "claim", "source", "from", "steps", "pass", "control", "remedy")] string key)
        => Error(SampleScenarios.Without(key)).Message.Should().Contain($"lacks '{key}'");

    [TestCase("", 1, "empty")]
    [TestCase("# nothing\n", 2, "empty")]
    [TestCase("- a\n", 1, "is a list, not a mapping")]
    [TestCase("id: a/b\nid: a/c\n", 2, "twice")]
    [TestCase("id: a/b\n\tclaim: x\n", 2, "a tab")]
    [TestCase("id: a/b\nclaim: x\u001b[31m\n", 2, "\\u{001B}")]
    [TestCase("id: a/b\nclaim: x\u202ey\n", 2, "\\u{202E}")]
    [TestCase("id: a/b\nclaim: \"\\ud800\"\n", 2, "not YAML")]
    [TestCase("id: a/b\nclaim: [a, b\nfrom: c\n", 2, "not YAML")]
    [TestCase("id: a/b\nclaim: a: b\n", 2, "not YAML")]
    [TestCase("id: a/b\nclaim: @b\n", 2, "not YAML")]
    [TestCase("id: a/b\nclaim: &x y\n", 2, "anchor")]
    [TestCase("id: a/b\nclaim: *x\n", 2, "anchor")]
    [TestCase("id: a/b\nclaim: !!str y\n", 2, "tag")]
    [TestCase("id: a/b\n<<: { claim: x }\n", 2, "unknown key '<<'")]
    [TestCase("%YAML 1.2\n---\nid: a/b\n", 1, "directive")]
    [TestCase("{ {a}: b }\n", 1, "a key is a word")]
    public void Refuses_yaml_that_is_not_plain(string text, int at, string why)
        => Error(text).Message.Should().StartWith($"x.yaml:{at}: ").And.Contain(why);

    [Test]
    public void Half_a_surrogate_pair_is_refused()
        => Error("id: a/b\nclaim: x\ud800\n").Message.Should().StartWith("x.yaml:2: ").And.Contain("\\u{D800}");

    [Test]
    public void A_second_document_is_refused()
        => Error(SampleScenarios.Attack + "---\nid: a/b\n").Message.Should().StartWith("x.yaml:9: ").And.Contain("second document");

    [TestCase("[")]
    [TestCase("{a: ")]
    [TestCase("- ")]
    [TestCase("? ")]
    [TestCase("!")]
    [TestCase("a: \"")]
    [TestCase("{a: \"{b}\", ")]
    [CancelAfter(5000)]
    public void A_mebibyte_of_openings_is_refused_soon(string opening)
        => Error(string.Concat(Enumerable.Repeat(opening, (1 << 20) / opening.Length))).Line.Should().Be(1);

    [Test]
    public void A_message_shows_a_hostile_key_escaped_and_short()
    {
        string message = Error("\"" + new string('k', 9999) + "\": 1").Message;
        message.Length.Should().BeLessThan(400);
        Error("\"\\e[31m\": 1").Message.Should().Contain("'\\u{001B}[31m'");
    }
}
