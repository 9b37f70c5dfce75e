using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Core.Smtp.Tls;
using Harness.Tests.Smtp;
using Harness.Tests.Smtp.Tls;
using static Harness.Tests.Engine.Sessions;

namespace Harness.Tests.Engine;

/// <summary>Sessions that end in a hello.</summary>
public sealed class WireHelloTests
{
    private static readonly Step[] Steps = [Say("STARTTLS", "220"), new SayHello("TLSv1.2", "all", "mx.example.org")];

    [Test]
    public async Task What_the_server_agrees_to_is_the_outcome_and_nothing_is_said_after_it()
    {
        Observation seen = await PlayAsync(Willing().Send(Flights.Whole()).ExpectEnd(), null, Steps);

        seen.Outcome.Should().Be(new Outcome(Ending.Completed, Stage.Connect, null, null, "TLSv1.2 with TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"));
        seen.Tls!.Hello!.Offer.Should().Be(new ClientHello("TLSv1.2", "all", "mx.example.org"));
        seen.Transcript.Select(t => t.Text).Should().Contain("ClientHello: TLSv1.2, suites all, for mx.example.org").And.NotContain("QUIT");
    }

    [TestCase("\x15\x03\x03\0\x02\x02\x46", Ending.TlsFailed, "refused with the alert protocol_version")]
    [TestCase("454 not now\r\n", Ending.Garbled, "not an answer to a ClientHello: no record of TLS")]
    [TestCase("\x16\x03\x03\0\x02\x02", Ending.Closed, "broken off inside the server's answer")]
    [TestCase("", Ending.TlsFailed, "refused by closing the connection, without an alert")]
    public async Task Whatever_else_it_does_is_the_outcome(string octets, Ending ending, string text)
    {
        Observation seen = await PlayAsync(Willing().Send(octets).Close(), null, Steps);
        (seen.Fault, seen.Outcome!.Ending, seen.Outcome.Text).Should().Be((null, ending, text));
    }

    [Test]
    public async Task A_server_that_does_not_do_starttls_gets_no_hello()
    {
        Observation seen = await PlayAsync(Bye(Greets().Expect("STARTTLS").Send("454 4.7.0 not available\r\n")), null, Steps);
        (seen.Outcome!.Code, seen.Tls).Should().Be((454, null));
    }

    private static Script Willing() => Greets().Expect("STARTTLS").Send("220 go\r\n").ExpectRecord();
}
