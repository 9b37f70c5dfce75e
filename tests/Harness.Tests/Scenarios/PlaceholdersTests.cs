using Harness.Core.Scenarios;

namespace Harness.Tests.Scenarios;

public class PlaceholdersTests
{
    private static readonly Dictionary<string, string> Facts = new() { ["helo"] = "client.example", ["recipient"] = "{odd}@example.com" };

    private static string Fill(string text, params (string Name, string Value)[] bindings)
        => new Placeholders(bindings.ToDictionary(b => b.Name, b => b.Value), Facts).Fill(text);

    [Test]
    public void A_binding_comes_before_a_fact() => Fill("HELO {helo}", ("helo", "pc")).Should().Be("HELO pc");

    [Test]
    public void A_binding_may_hold_a_fact() => Fill("HELO {name}", ("name", "x.{helo}")).Should().Be("HELO x.client.example");

    [TestCase("{helo^}", "CLIENT.EXAMPLE")]
    [TestCase("{name^}", "X.CLIENT.EXAMPLE")]
    [TestCase("{recipient^}", "{ODD}@EXAMPLE.COM")]
    public void A_value_may_be_put_in_capitals(string text, string filled) => Fill(text, ("name", "x.{helo}")).Should().Be(filled);

    [Test]
    public void A_fact_is_taken_as_it_is() => Fill("RCPT TO:<{recipient}>").Should().Be("RCPT TO:<{odd}@example.com>");

    [TestCase("{{helo}}", "{helo}")]
    [TestCase("{{{helo}}}", "{client.example}")]
    [TestCase("}}{{", "}{")]
    [TestCase("() {{ :;}};", "() { :;};")]
    public void Doubled_braces_are_braces(string text, string filled) => Fill(text).Should().Be(filled);

    [TestCase("{")]
    [TestCase("}")]
    [TestCase("{}")]
    [TestCase("{Helo}")]
    [TestCase("{helo")]
    [TestCase("{ helo }")]
    [TestCase("{^}")]
    [TestCase("{helo^^}")]
    public void A_brace_alone_is_refused(string text)
        => FluentActions.Invoking(() => Fill(text)).Should().Throw<FormatException>().WithMessage("*for the brace itself");

    [Test]
    public void A_fact_the_target_lacks_is_named()
        => FluentActions.Invoking(() => Fill("{outside}")).Should().Throw<FormatException>().WithMessage("{outside} has no value*");

    [TestCase(8, true)]
    [TestCase(9, false)]
    public void Eight_bindings_may_stand_one_in_the_other(int depth, bool sound)
    {
        (string, string)[] chain = [.. Enumerable.Range(1, depth).Select(i => ($"b{i}", i == depth ? "end" : $"{{b{i + 1}}}"))];
        Action downward = () => Fill("{b1}", chain);
        Action fromTheEnd = () => Fill(string.Concat(Enumerable.Range(1, depth).Reverse().Select(i => $"{{b{i}}}")), chain);
        foreach (Action fill in new[] { downward, fromTheEnd })
        {
            if (sound)
            {
                fill.Should().NotThrow();
            }
            else
            {
                fill.Should().Throw<FormatException>().WithMessage("*more than 8*");
            }
        }
    }

    [TestCase("x")]
    [TestCase("")]
    public void Bindings_that_multiply_cost_little(string leaf)
    {
        (string, string)[] laughs = [.. Enumerable.Range(1, 8).Select(i => ($"b{i}", i == 8 ? leaf : string.Concat(Enumerable.Repeat($"{{b{i + 1}}}", 500))))];
        Action fill = () => Fill("{b1}", laughs);
        if (leaf.Length == 0)
        {
            fill.Should().NotThrow();
        }
        else
        {
            fill.Should().Throw<FormatException>().WithMessage("*shorter values");
        }
    }

    [Test]
    public void Filling_goes_on_after_a_failure()
    {
        Placeholders placeholders = new(new Dictionary<string, string> { ["a"] = "{b}", ["b"] = "{none}" }, Facts);
        FluentActions.Invoking(() => placeholders.Fill("{a}")).Should().Throw<FormatException>();
        FluentActions.Invoking(() => placeholders.Fill("{a}")).Should().Throw<FormatException>().WithMessage("{none}*");
        placeholders.Fill("{helo}").Should().Be("client.example");
    }
}
