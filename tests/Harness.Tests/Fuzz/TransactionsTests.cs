using Harness.Core.Fuzz;
using Harness.Core.Fuzz.Generation;
using Harness.Core.Scenarios;

namespace Harness.Tests.Fuzz;

public class TransactionsTests
{
    private static readonly Placeholders _values = new(
        new Dictionary<string, string>(), TargetFacts.Meanings.Keys.ToDictionary(k => k, k => $"<{k}>"));

    private static string[] Texts(ulong seed) => [.. Enumerable.Range(1, 300).Select(n => Transactions.Number(n, seed)).Select(t => $"{t.Kind} {string.Join('|', t.Writes)}")];

    [Test]
    public void The_same_seed_makes_the_same_transactions() => Texts(3).Should().Equal(Texts(3));

    [Test]
    public void Another_seed_makes_others() => Texts(3).Intersect(Texts(4)).Count().Should().BeLessThan(10);

    [Test]
    public void Every_transaction_can_be_spoken()
    {
        foreach (FuzzWrite write in Enumerable.Range(1, 3000).SelectMany(n => Transactions.Number(n, 5).Writes))
        {
            string text = _values.Fill(write.Text);
            text.All(c => c <= '\xff').Should().BeTrue("an octet is one character of {0}", write.Text);
        }
    }

    [Test]
    public void A_message_ends_once_and_at_its_end()
    {
        foreach (FuzzWrite write in Enumerable.Range(1, 3000).SelectMany(n => Transactions.Number(n, 6).Writes).Where(w => w is { AfterGoAhead: true, Replies: 1 }))
        {
            string text = "\r\n" + write.Text;
            text.IndexOf("\r\n.\r\n", StringComparison.Ordinal).Should().Be(text.Length - 5);
        }
    }
}
