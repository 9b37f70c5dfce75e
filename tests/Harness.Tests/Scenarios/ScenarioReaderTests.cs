using System.Text;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Tests.Scenarios;

public class ScenarioReaderTests
{
    private static readonly IReadOnlyList<Attack> Family = SampleScenarios.Read("bad-helo.yaml");
    private static readonly Attack EveryStep = SampleScenarios.Read("every-step.yaml").Single();

    private static Attack One(params string[] lines) => ScenarioReader.Read(SampleScenarios.With(lines), "x.yaml").Single();

    [Test]
    public void A_row_is_an_attack_under_its_familys_prefix()
        => Family.Select(a => a.Id).Should().Equal("helo/bad/bare-word", "helo/bad/bare-address");

    [Test]
    public void A_claim_is_filled_from_the_rows_bindings()
        => Family[1].Claim.Should().Be("a client that introduces itself with a bare address is turned away");

    [Test]
    public void Commands_keep_their_placeholders_and_the_bindings_are_at_hand()
    {
        Family[0].Steps[0].Should().BeOfType<Say>().Which.Line.Should().Be("{verb} {name}");
        Family[0].Let.Should().Contain("verb", "EHLO").And.Contain("name", "pc");
    }

    [Test]
    public void A_row_overrides_its_familys_control()
    {
        Family[0].Control!.Let.Should().Contain("name", "{helo}");
        Family[1].Control!.Let.Should().Contain("name", "[{client}]");
    }

    [Test]
    public void A_control_without_pass_wants_the_session_to_go_on()
        => Family[0].Control!.Pass.Single().Reply.Select(p => p.ToString()).Should().Equal("2xx", "3xx");

    [Test]
    public void An_unquoted_number_is_a_text()
        => Family[0].Steps[1].Await!.ToString().Should().Be("250");

    [Test]
    public void An_expectation_has_what_its_keys_say()
    {
        Expectation first = EveryStep.Pass[0], second = EveryStep.Pass[1];
        first.Stage.Should().Be(Stage.EndOfData);
        first.Reply.Select(p => p.ToString()).Should().Equal("250", "2xx 2.0.0");
        first.Says.Should().Equal("queued", "ok");
        (first.Delivered, first.Encrypted).Should().Be(("mailbox", false));
        second.Offers.Should().Equal("PIPELINING");
        second.Log.Should().Equal("improper command pipelining");
        (second.ConfiguredCertificate, second.Because).Should().Be((true, "the log tells as well"));
    }

    [Test]
    public void Hexadecimal_octets_lose_their_blanks()
        => EveryStep.Steps[1].Should().Be(new SendOctets(null, "525345540d0a", 0));

    [Test]
    public void Sent_text_keeps_its_line_ends()
        => EveryStep.Steps[0].Should().BeOfType<SendOctets>().Which.Text.Should().Be("EHLO {helo}\r\nNOOP {{}}\r\n");

    [Test]
    public void A_source_parameter_and_safety_are_read()
    {
        EveryStep.Source.Should().Be(new Source(null, "2920 §3.1", "CVE-2023-51764"));
        EveryStep.Safe.Should().BeFalse();
        Family[0].Safe.Should().BeTrue();
        Family[0].Parameter.Should().Be("smtpd_helo_required");
    }

    [Test]
    public void A_submit_is_a_whole_session()
        => One("steps: [{ submit: { from: '', to: '{recipient}', tls: required, user: alice } }]").Steps
            .Should().Equal(new Submit("", "{recipient}", "required", "alice"));

    [Test]
    public void A_folded_remedy_is_one_line()
        => One("remedy: >\n  put it\n  behind permit_mynetworks").Remedy.Should().Be("put it behind permit_mynetworks");

    [Test]
    public void Texts_to_look_for_are_filled_with_doubled_braces_made_one()
        => One("let: { zone: zen.example }", "pass: { says: 'listed by {zone} {{x}}' }").Pass[0].Says.Should().Equal("listed by zen.example {x}");

    [Test]
    public void A_control_may_lay_a_value_over_a_fact()
        => One("control: { let: { helo: localhost } }").Control!.Let.Should().Contain("helo", "localhost");

    [Test]
    public void A_family_binding_that_one_row_uses_is_used()
        => ScenarioReader.Read(SampleScenarios.With("id: f", "let: { what: a word }", "cases: { a: { claim: '{what} is refused' }, b: {} }"), "x")
            .Select(a => a.Claim).Should().Equal("a word is refused", "a bare word is turned away");

    [Test]
    public void Every_fact_can_stand_in_a_command()
        => TargetFacts.Meanings.Keys.Select(f => One($"steps: [{{ say: 'NOOP {{{f}}}' }}]")).Should().HaveCount(24);

    [Test]
    public void Windows_line_ends_and_a_byte_order_mark_change_nothing()
        => ScenarioReader.Read("\uFEFF" + SampleScenarios.Attack.Replace("\n", "\r\n", StringComparison.Ordinal), "x")
            .Should().BeEquivalentTo(ScenarioReader.Read(SampleScenarios.Attack, "x"));

    [Test]
    public void A_missing_file_is_the_callers_fault()
        => FluentActions.Invoking(() => ScenarioReader.ReadFile("/nowhere/x.yaml")).Should().Throw<IOException>();

    [Test]
    public void Octets_that_are_not_utf8_are_refused_with_their_line()
        => OfFile([.. Encoding.UTF8.GetBytes("id: a/b\nclaim: "), 0xc3, 0x28]).Should().Contain(":2:").And.Contain("UTF-8");

    [Test]
    public void A_file_of_more_than_a_mebibyte_is_refused()
        => OfFile(Encoding.UTF8.GetBytes(SampleScenarios.Attack + "# " + new string('x', 1 << 20))).Should().Contain("1 MiB");

    private static string OfFile(byte[] octets)
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, Guid.NewGuid() + ".yaml");
        File.WriteAllBytes(path, octets);
        try
        {
            return FluentActions.Invoking(() => ScenarioReader.ReadFile(path)).Should().Throw<FixtureException>().Which.Message;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
