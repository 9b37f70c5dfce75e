using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Lab.Plays;

namespace Harness.Tests.Lab;

public sealed class XClientLineTests
{
    private static readonly AccessSession _named = new() { Client = IPAddress.Parse("192.0.2.1"), ClientName = "a.example", ReverseName = "a.example" };

    [Test]
    public void A_named_client() => XClientLine.Of(_named).Should().Be("XCLIENT ADDR=192.0.2.1 NAME=a.example REVERSE_NAME=a.example");

    [Test]
    public void An_ipv6_client_without_a_name()
        => XClientLine.Of(new() { Client = IPAddress.Parse("2001:db8::1") }).Should().Be("XCLIENT ADDR=IPV6:2001:db8::1 NAME=[UNAVAILABLE] REVERSE_NAME=[UNAVAILABLE]");

    [Test]
    public void A_name_that_is_missing_for_now_and_a_reverse_one_that_is_there()
        => XClientLine.Of(new() { NameIsTemporary = true, ReverseName = "a.example" }).Should().Be("XCLIENT ADDR=[UNAVAILABLE] NAME=[TEMPUNAVAIL] REVERSE_NAME=a.example");

    [Test]
    public void A_login_is_written_as_xtext()
        => XClientLine.Of(_named with { Login = "a+b=c@d e" }).Should().EndWith(" LOGIN=a+2Bb+3Dc@d+20e");
}
