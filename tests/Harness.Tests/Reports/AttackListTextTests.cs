using Harness.Core.Catalogue;
using Harness.Core.Reports;
using Harness.Core.Scenarios;

namespace Harness.Tests.Reports;

public sealed class AttackListTextTests
{
    private static string[] Shown(int width, params string[] only)
        => PlainText.Of(width, console => AttackListText.Write(AttackCatalogue.Shipped().Select(only, []), console)).TrimEnd('\n').Split('\n');

    [Test]
    public void The_list_counts_what_it_shows()
    {
        string[] lines = Shown(80, "helo/*");
        lines[^1].Should().Be($"{lines.Count(l => l.StartsWith("helo/", StringComparison.Ordinal))} attacks");
    }

    [TestCase(80)]
    [TestCase(200)]
    public void No_line_is_wider_than_the_terminal_and_no_claim_is_cut(int width)
    {
        Attack attack = AttackCatalogue.Shipped().Select(["relay/outside/plain"], []).Single();
        string[] lines = Shown(width, "relay/*");
        lines.Should().OnlyContain(l => l.Length < width && !l.EndsWith('…'));
        string.Join(' ', lines.Select(l => l.Trim())).Should().Contain(attack.Source.ToString());
    }
}
