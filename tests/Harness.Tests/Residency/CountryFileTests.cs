using System.Net;
using Harness.Core.Residency;

namespace Harness.Tests.Residency;

public class CountryFileTests
{
    private static readonly byte[] Sound = CountryFiles.Of(("192.0.2.0", 24, "NO"), ("203.0.113.0", 24, "US"));

    [TestCase("192.0.2.25", "NO")]
    [TestCase("192.0.2.255", "NO")]
    [TestCase("203.0.113.1", "US")]
    [TestCase("198.51.100.1", null)]
    [TestCase("::ffff:192.0.2.1", "NO")]
    [TestCase("2001:db8::1", null)]
    public void An_address_has_the_country_that_the_file_says(string address, string? country)
        => new CountryFile(Sound).CountryOf(IPAddress.Parse(address)).Should().Be(country);

    [Test]
    public void What_is_no_such_file_is_said()
    {
        foreach (byte[] bad in new byte[][] { [], [1, 2, 3], [.. Sound[^40..]], [.. Sound[..(Sound.Length / 2)]], CountryFiles.WithMetadata("node_count", 0x0fffffff) })
        {
            FluentActions.Invoking(() => new CountryFile(bad)).Should().Throw<FormatException>();
        }
    }

    [Test]
    public void A_file_that_is_broken_anywhere_is_refused_and_never_crashes()
    {
        var random = new Random(1);
        for (int i = 0; i < 3000; i++)
        {
            byte[] broken = [.. Sound];
            for (int change = 0; change < 3; change++)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            try
            {
                _ = new CountryFile(broken).CountryOf(IPAddress.Parse("192.0.2.25"));
            }
            catch (FormatException)
            {
                // Refused, in one line.
            }
        }
    }

    [Test]
    public void Values_that_nest_for_ever_are_refused()
    {
        // A map with one entry whose key is a map with one entry whose key …: nothing may recurse into it without a bound.
        byte[] nested = CountryFiles.WithData([.. Enumerable.Repeat((byte)0xe1, 200_000)]);
        FluentActions.Invoking(() => new CountryFile(nested).CountryOf(IPAddress.Parse("192.0.2.25"))).Should().Throw<FormatException>();
    }
}
