using System.Net;
using Harness.Core.Deliverability;
using Harness.Core.Evidence;
using Harness.Core.Verdicts;
using Harness.Tests.Smtp;

namespace Harness.Tests.Deliverability;

public class VariantTests
{
    private static readonly IReadOnlyList<DomainVariant> Variants = DomainVariant.All(SelfSigned.Certificate.RawData);

    private static IEnumerable<TestCaseData> Cases => Variants.Select(v => new TestCaseData(v.Name));

    internal static async Task<IReadOnlyList<Observation>> ExamineAsync(DomainVariant variant)
        => await DomainExamination.PlayAsync(
            DomainClaims.All, new Sources(variant.Subject, new ZoneInMemory(variant.Records, variant.Validated), new Scripted(variant), new Served(variant), null), null, default);

    [TestCaseSource(nameof(Cases))]
    public async Task One_wrong_record_turns_its_own_claim_red_and_no_other(string name)
    {
        DomainVariant variant = Variants.Single(v => v.Name == name);
        IReadOnlyList<Observation> seen = await ExamineAsync(variant);
        seen.Where(o => o.Fault is not null).Should().BeEmpty();
        string Reasons(Holding holding) => string.Join("\n", seen.Where(o => o.Examined!.Holding == holding).Select(o => $"{o.Attack["domain/".Length..]}"));
        Reasons(Holding.Broken).Should().Be(string.Join("\n", variant.Fails));
        Reasons(Holding.Open).Should().Be(string.Join("\n", variant.Open));
    }

    [Test]
    public async Task A_domain_with_every_record_right_passes_everything_that_can_be_asked()
    {
        IReadOnlyList<Observation> seen = await ExamineAsync(Variants[0]);
        seen.Where(o => o.Examined!.Holding != Holding.Holds && !o.Attack.StartsWith("domain/arrival/", StringComparison.Ordinal))
            .Select(o => o.Attack).Should().Equal("domain/mx/null-alone");
    }

    [Test]
    public async Task What_is_broken_says_which_answer_it_rests_on()
    {
        foreach (DomainVariant variant in Variants.Where(v => v.Fails.Count > 0))
        {
            (await ExamineAsync(variant)).Where(o => o.Examined!.Holding == Holding.Broken).Should().OnlyContain(o => o.Examined!.Answers.Count > 0 && o.Examined.Reason.Length > 0, variant.Name);
        }
    }

    [Test]
    public void Every_claim_has_an_id_of_its_own_a_source_and_a_remedy()
    {
        DomainClaims.All.Select(c => c.Attack.Id).Should().OnlyHaveUniqueItems();
        DomainClaims.All.Should().OnlyContain(c => c.Attack.Source.Rfc != null && c.Attack.Remedy.Length > 0);
    }

    [TestCase("guide")]
    [TestCase("hardened")]
    public void The_shipped_policies_count_every_claim(string name)
        => DomainClaims.All.Should().OnlyContain(c => PolicyReader.Load(name).LevelOf(c.Attack.Id) != null);

    private sealed class Scripted(DomainVariant variant) : IExchangers
    {
        public Task<ExchangerSeen> SeeAsync(string host, IPAddress address, IReadOnlyList<string> recipients, CancellationToken cancel)
            => Task.FromResult(new ExchangerSeen(
                host, address, null, variant.Tls != "clear", variant.Tls == "clear" ? [] : [SelfSigned.Certificate.RawData], variant.Tls == "untrusted" ? "of no authority" : null,
                recipients.ToDictionary(r => r, r => r.Split('@')[0] == variant.Refuses ? "550 5.1.1 User unknown" : "250 2.1.5 Ok")));
    }

    private sealed class Served(DomainVariant variant) : IPolicyFiles
    {
        public Task<PolicyFile> FetchAsync(string domain, CancellationToken cancel)
            => Task.FromResult(variant.Policy.Length > 0 ? new PolicyFile(variant.Policy, null) : new PolicyFile(null, "the web server answers 404, not 200"));
    }
}
