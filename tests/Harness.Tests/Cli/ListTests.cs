using System.Text.Json.Nodes;
using Harness.Cli.Verbs;
using Harness.Core.Catalogue;
using Harness.Core.Deliverability;
using Harness.Core.Residency;
using Harness.Core.Scenarios;
using Harness.Tests.Engine;
using NJsonSchema;

namespace Harness.Tests.Cli;

public sealed class ListTests
{
    private static readonly Attack Rough = Sessions.Attack(new Say("STARTTLS"), new StartTls(), new Say("MAIL FROM:<{sender}>")) with
    {
        Safe = false,
        From = "inside",
        Each = [new Variant("a", new Dictionary<string, string>()), new Variant("b", new Dictionary<string, string>())],
        When = new Dictionary<string, string> { ["zen.spamhaus.org"] = "servfail" },
        Pass = [new Expectation { Delivered = "nowhere" }],
        Remedy = "mend it",
    };

    private static Task<JsonSchema> Schema() => JsonSchema.FromFileAsync(Path.Combine(Checkout.Root, "fixtures", "schema", "list.schema.json"));

    [Test]
    public async Task The_shipped_catalogue_is_of_the_schema()
        => (await Schema()).Validate(ListJson.Write(AttackCatalogue.Shipped().Attacks)).Should().BeEmpty();

    [Test]
    public async Task Claims_that_no_session_decides_are_listed_and_need_no_client()
    {
        Attack[] claims = [.. DomainClaims.All.Select(c => c.Attack), .. ResidencyClaims.All.Select(c => c.Attack)];
        string json = ListJson.Write(claims);
        (await Schema()).Validate(json).Should().BeEmpty();
        JsonNode.Parse(json)!.AsArray().Should().OnlyContain(a => a!["needs"]!.AsArray().Count == 0);
        Attacks.SelectWithClaims(["domain/*", "residency/*"], []).Should().Contain(claims).And.Contain(DomainClaims.Sent);
    }

    [Test]
    public async Task An_attack_is_listed_with_what_it_needs()
    {
        string json = ListJson.Write([Rough]);
        (await Schema()).Validate(json).Should().BeEmpty();
        JsonNode listed = JsonNode.Parse(json)![0]!;
        listed["needs"]!.AsArray().Select(n => (string)n!).Should().Equal(
            "a client of the kind inside", "a sender address in a domain that resolves and is foreign", "blocking lists that can be made to misbehave",
            "sight of the mail log and of deliveries", "a connection that begins in clear");
        ((bool)listed["safe"]!, (bool)listed["lists"]!, (bool)listed["serverSide"]!, (bool)listed["inClear"]!, (int)listed["variants"]!).Should().Be((false, true, true, true, 2));
    }

    [TestCase("\"safe\": false", "\"safe\": \"no\"")]
    [TestCase("\"remedy\"", "\"cure\"")]
    [TestCase("\"variants\": 2", "\"variants\": -1")]
    public async Task Another_form_is_not_of_the_schema(string right, string wrong)
        => (await Schema()).Validate(ListJson.Write([Rough]).Replace(right, wrong, StringComparison.Ordinal)).Should().NotBeEmpty();
}
