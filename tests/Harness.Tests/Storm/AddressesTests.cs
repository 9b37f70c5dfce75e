using System.Text;
using Harness.Core.Storm;

namespace Harness.Tests.Storm;

public class AddressesTests
{
    private static readonly StormPlan _plan = new() { Messages = 1000, Recipients = 3, Tag = "ab12" };

    [Test]
    public void An_address_names_its_copy()
    {
        var addresses = new Addresses(_plan);

        addresses.CopyOf("storm-ab12-0000123-002@storm.example"u8).Should().Be((123 * 3) + 2);
    }

    [TestCase("storm-ab13-0000123-002@storm.example")]
    [TestCase("storm-ab12-0001000-000@storm.example")]
    [TestCase("storm-ab12-0000123-003@storm.example")]
    [TestCase("storm-ab12-00x0123-000@storm.example")]
    [TestCase("storm-ab12-00")]
    [TestCase("postmaster@storm.example")]
    [TestCase("")]
    public void What_is_not_of_this_storm_names_none(string address)
        => new Addresses(_plan).CopyOf(Encoding.UTF8.GetBytes(address)).Should().Be(-1);
}
