using Harness.Core.Engine.Remote;

namespace Harness.Tests.Engine.Remote;

public sealed class NamedMailboxesTests
{
    private static readonly NamedMailboxes Named = new("alice@ours.example", "me@gmail.example", ["ours.example", "mx.ours.example", "192.0.2.25"]);

    [TestCase("<alice@ours.example>")]
    [TestCase("<Alice@OURS.example>")]
    [TestCase("alice@ours.example")]
    [TestCase("<alice@ours.example> NOTIFY=NEVER")]
    [TestCase("<me@gmail.example>")]
    [TestCase("me@gmail.example")]
    [TestCase("<ME@Gmail.example.>")]
    [TestCase("<me%gmail.example@ours.example>")]
    [TestCase("<me%gmail.example@mx.ours.example>")]
    [TestCase("<me%gmail.example@[192.0.2.25]>")]
    [TestCase("<me%gmail.example@localhost>")]
    [TestCase("<me%gmail.example>")]
    [TestCase("<\"me%gmail.example\"@ours.example>")]
    [TestCase("<gmail.example!me>")]
    [TestCase("<gmail.example!me@ours.example>")]
    [TestCase("<ours.example!gmail.example!me>")]
    [TestCase("<@ours.example:me@gmail.example>")]
    [TestCase("<@ours.example,@mx.ours.example:me@gmail.example>")]
    [TestCase("<\"me@gmail.example\">")]
    [TestCase("<\"me@gmail.example\"@ours.example>")]
    [TestCase("<me@gmail.example@ours.example>")]
    [TestCase("<me\\@gmail.example@ours.example>")]
    public void Whom_the_caller_has_named_may_be_reached(string argument) => Named.MayReach(argument).Should().BeTrue();

    [TestCase("<bob@ours.example>")]
    [TestCase("<postmaster>")]
    [TestCase("<alice@elsewhere.example>")]
    [TestCase("<xalice@ours.example>")]
    [TestCase("<alice@ours.example.org>")]
    [TestCase("<james@gmail.example>")]
    [TestCase("<me.too@gmail.example>")]
    [TestCase("<someone@gmail.example>")]
    [TestCase("<me@gmail.example.org>")]
    [TestCase("<me@notgmail.example>")]
    [TestCase("<me@ours.example>")]
    [TestCase("<@gmail.example:me@ours.example>")]
    [TestCase("<me%gmail.example@third.example>")]
    [TestCase("<third.example!me@gmail.example>")]
    [TestCase("<@third.example:me@gmail.example>")]
    [TestCase("<me@[198.51.100.25]>")]
    [TestCase("<me,bob@gmail.example>")]
    [TestCase("<me@gmail.example> <bob@ours.example>")]
    [TestCase("<>")]
    [TestCase("")]
    public void Whom_the_caller_has_not_named_may_not(string argument) => Named.MayReach(argument).Should().BeFalse();

    [TestCase("<someone@example.com>")]
    [TestCase("<someone%example.com@ours.example>")]
    public void Without_a_mailbox_outside_nothing_may_leave(string argument)
        => new NamedMailboxes("alice@ours.example", null, ["ours.example"]).MayReach(argument).Should().BeFalse();
}
