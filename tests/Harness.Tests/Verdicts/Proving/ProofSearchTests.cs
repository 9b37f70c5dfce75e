using System.Net;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Access.Matrix.Derived;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Postfix.Tables;
using Harness.Core.Verdicts.Proving;

namespace Harness.Tests.Verdicts.Proving;

/// <summary>Claims over more sessions than are decided one by one.</summary>
public class ProofSearchTests
{
    [Test]
    public void Of_too_many_sessions_those_that_are_told_apart_are_decided_and_the_rest_is_told()
    {
        Proof whole = Prove("guide", ProofSearch.Most), cut = Prove("guide", 100_000);

        cut.Sessions.Should().Be(whole.Sessions);
        cut.Decided.Should().BeLessThan(whole.Decided);
        cut.Reduction.Should().Contain("clients").And.Contain("200,000 drawn from all");
        cut.Standing.Should().Be(Standing.Holds, cut.Reduction);
        TestContext.Out.WriteLine(cut.Reduction);
        cut.Refusing.Select(Line).Should().BeEquivalentTo(whole.Refusing.Select(Line), "what bears the claim is seen all the same");
    }

    [Test]
    public void A_way_in_is_found_all_the_same()
        => Prove("diff/26-relay-for-whoever-is-named", 100_000).Counterexamples.Should().ContainSingle().Which.LetInBy.Should().Contain("check_helo_access static:OK");

    [Test]
    public void A_cut_that_proves_nothing_leaves_the_claim_open()
        => Prove("guide", 5).Standing.Should().Be(Standing.Open);

    private static (string, int) Line(Refusing refusing) => (refusing.Outcome.Restriction, refusing.Outcome.Place?.Line ?? 0);

    private static Proof Prove(string configuration, long most)
    {
        var release = new PostfixRelease(3, 7);
        var machine = new MachineFacts("mx", [new(IPAddress.Loopback, 8)]);
        string file = Path.Combine(Checkout.Root, "fixtures", configuration, "main.cf");
        MainCf main = MainCf.Parse(File.ReadAllText(file), file);
        var source = new MatrixSource(EffectiveConfiguration.OfPublicSmtpd(main, null, release, machine).Parameters, new TableOpener(new MappedFolders(), release, [.. DerivedMatrix.Accounts]));
        var matrix = DerivedMatrix.Exhaustive(source);
        var world = new AccessWorld(source.Tables, matrix.Names) { OwnAddresses = [IPAddress.Loopback] };
        var model = AccessModel.Of(source.Parameters, world);
        var ground = new ProofGround(OrdinarySession.For(matrix, model), source, [], UnauthDestination.ModelOf(main, release, machine, world).Decide);
        return new ProofSearch(ground, model, new PossibleLogin(source.Parameters)).Prove(ProvableClaims.All[0], most);
    }
}
