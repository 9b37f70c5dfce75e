using Harness.Lab;
using Harness.Lab.Containers;

namespace Harness.Tests.Lab;

/// <summary>Which Postfix the lab runs, and which images that takes.</summary>
public sealed class PostfixVersionTests
{
    private static PostfixVersion Version(string number) => PostfixVersion.Find(number) ?? throw new ArgumentException(number);

    [TestCase("3.5", "debian:bullseye-slim")]
    [TestCase("3.7", "debian:bookworm-slim")]
    [TestCase("3.10", "debian:trixie-slim")]
    public void Each_version_is_that_of_a_debian(string number, string image) => Version(number).BaseImage.Should().Be(image);

    [TestCase("3.1")]
    [TestCase("3.50")]
    [TestCase("bookworm")]
    [TestCase("")]
    public void Another_version_is_not_found(string number) => PostfixVersion.Find(number).Should().BeNull();

    [Test]
    public void The_default_is_one_of_them() => PostfixVersion.All.Should().Contain(PostfixVersion.Default).And.OnlyHaveUniqueItems();

    [Test]
    public async Task Only_the_image_of_mx_differs_by_version()
    {
        IReadOnlyDictionary<string, string> usual = await LabImages.NamesAsync(PostfixVersion.Default, default);
        IReadOnlyDictionary<string, string> other = await LabImages.NamesAsync(Version("3.10"), default);
        IReadOnlyDictionary<string, string> older = await LabImages.NamesAsync(Version("3.5"), default);

        usual.Keys.Where(k => usual[k] != other[k]).Should().Equal("mx");
        new[] { usual["mx"], other["mx"], older["mx"] }.Should().OnlyHaveUniqueItems();
    }

    // The wrapper and ready.sh know the suites as well, since they run before there is a program.
    [Test]
    public void The_scripts_know_the_same_versions()
    {
        string wrapper = File.ReadAllText(Path.Combine(Checkout.Root, "smtp-harness"));
        string ready = File.ReadAllText(Path.Combine(Checkout.Root, "containers", "ready.sh"));
        foreach (PostfixVersion version in PostfixVersion.All)
        {
            ready.Should().Contain(version.Suite);
            if (version != PostfixVersion.Default)
            {
                wrapper.Should().MatchRegex($@"""{version.Number} ""\*\) suites=""bookworm {version.Suite}""");
            }
        }
    }
}
