using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;

namespace Harness.Tests.Scenarios;

public class RoundTripTests
{
    private static Attack Again(Attack attack) => Again(Record(attack)).Attacks.Single();

    private static RunRecord Again(RunRecord record) => RunRecordJson.Read(RunRecordJson.Write(record));

    private static RunRecord Record(Attack attack, params Observation[] observations) => new()
    {
        Schema = RunRecord.CurrentSchema,
        Tool = "test",
        Started = DateTimeOffset.UnixEpoch,
        Seconds = 1,
        Policy = "guide",
        Target = new TargetRecord("mx", "Postfix 3.7.11", null, null, [], [new ClientSeen("outsider", "192.0.2.1", null)], null, []),
        Bracket = [],
        Attacks = [attack],
        Observations = observations,
    };

    [TestCase("every-step.yaml")]
    [TestCase("bad-helo.yaml")]
    public void An_attack_survives_the_run_record(string sample)
    {
        foreach (Attack attack in SampleScenarios.Read(sample))
        {
            Again(attack).Should().BeEquivalentTo(attack, o => o.RespectingRuntimeTypes().WithStrictOrdering());
        }
    }

    [TestCase("{ say: NOOP }")]
    [TestCase("{ send: 'NOOP {helo}', replies: 3, await: '4xx 4.7.x' }")]
    [TestCase("{ hex: 00, await: 250 }")]
    [TestCase("{ say: 'NOOP {n}', times: 60 }")]
    [TestCase("{ send: 'NOOP', early: true }")]
    [TestCase("{ say: 'EHLO bücher.example', latin-1: true }")]
    [TestCase("{ send: 'NOOP', latin-1: true }")]
    [TestCase("{ message: large, over-size: true }")]
    [TestCase("{ submit: { from: a, to: b, tls: never, user: alice, password: secret } }")]
    [TestCase("{ message: hello }")]
    [TestCase("{ auth: { mechanism: login, user: '{user}', password: '{password}' }, await: 235 }")]
    [TestCase("{ starttls: handshake, await: 220 }")]
    [TestCase("{ client-hello: { versions: TLSv1.0 TLSv1.1, suites: rc4 64-bit } }")]
    [TestCase("{ client-hello: { versions: TLSv1.3, suites: all, name: '' } }")]
    [TestCase("{ submit: { from: '', to: '{recipient}', tls: never } }")]
    [TestCase("{ submit: { from: a, to: b, tls: never, user: alice } }")]
    public void A_step_of_every_kind_survives_the_run_record(string step)
    {
        Attack attack = ScenarioReader.Read(SampleScenarios.With($"steps: [{step}]"), "x").Single();
        Again(attack).Steps.Should().Equal(attack.Steps);
    }

    [Test]
    public void What_is_not_known_may_be_left_out_of_the_run_record()
    {
        Observation observation = new()
        {
            Attack = "helo/pc",
            Client = new ClientSeen("outsider", "192.0.2.1", null),
            Outcome = new Outcome(Ending.TimedOut, Stage.Connect, null, null, "no greeting"),
            Arrivals = [new Arrival("mailbox", "a@example.com", "", null)],
        };
        Again(Record(SampleScenarios.Read("every-step.yaml").Single(), observation)).Observations.Single().Should().BeEquivalentTo(observation);
    }

    [Test]
    public void What_must_be_known_may_not()
    {
        string json = RunRecordJson.Write(Record(SampleScenarios.Read("every-step.yaml").Single()));
        json.Should().Contain("\"software\"");
        FluentActions.Invoking(() => RunRecordJson.Read(json.Replace("\"software\": \"Postfix 3.7.11\",", "", StringComparison.Ordinal)))
            .Should().Throw<FormatException>().WithMessage("*software*");
    }
}
