using Harness.Core.Scenarios;

namespace Harness.Tests.Scenarios;

/// <summary>Where attacks, policies and storage classes are read.</summary>
public sealed class ShippedFilesTests
{
    private string? _before;

    [SetUp]
    public void Keep() => _before = Environment.GetEnvironmentVariable(ShippedFiles.Variable);

    [TearDown]
    public void PutBack() => Environment.SetEnvironmentVariable(ShippedFiles.Variable, _before);

    [Test]
    public void A_checkout_that_is_named_and_not_there_is_told_with_what_to_do()
    {
        Environment.SetEnvironmentVariable(ShippedFiles.Variable, "/nowhere");
        FluentActions.Invoking(() => ShippedFiles.Folder("scenarios")).Should().Throw<FixtureException>()
            .WithMessage("/nowhere/scenarios:1: no such folder; HARNESS_FIXTURES names *: correct it, or unset it");
    }

    [Test]
    public void A_checkout_that_is_named_comes_before_the_program()
    {
        Environment.SetEnvironmentVariable(ShippedFiles.Variable, Path.Combine(Checkout.Root, "fixtures"));
        ShippedFiles.Folder("scenarios").Should().Be(Path.Combine(Checkout.Root, "fixtures", "scenarios"));
    }
}
