using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine;

/// <summary>What a client says to prove who it is.</summary>
public sealed class WireSecretsTests
{
    [TestCase("AUTH PLAIN c2VjcmV0")]
    [TestCase("auth plain c2VjcmV0")]
    public async Task A_secret_stands_nowhere_in_an_observation(string line)
    {
        Observation seen = await PlayAsync(Bye(Greets().Expect(line).Send("235 ok\r\n")), null, Say(line));
        Everything(seen).Should().NotContain("c2VjcmV0").And.Contain("[redacted]");
    }

    [Test]
    public async Task The_answers_of_a_login_stand_nowhere_in_an_observation()
    {
        Observation seen = await PlayAsync(
            Bye(Greets().Expect("AUTH LOGIN").Send("334 u\r\n").Expect("dXNlcg==").Send("334 p\r\n").Expect("c2VjcmV0").Send("535 no\r\n")), null,
            Say("AUTH LOGIN"), Say("dXNlcg=="), new SendOctets("c2VjcmV0\r\n", null, 1));
        Everything(seen).Should().NotContain("c2VjcmV0").And.NotContain("dXNlcg");
    }

    private static string Everything(Observation seen)
        => string.Join('\n', [.. seen.Transcript.Select(t => t.Text), .. seen.Exchanges.Select(e => e.Sent), .. seen.Exchanges.SelectMany(e => e.Lines)]);
}
