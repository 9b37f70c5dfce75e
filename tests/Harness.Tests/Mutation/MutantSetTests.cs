using Harness.Core.Mutation;
using Harness.Core.Postfix.Configuration;

namespace Harness.Tests.Mutation;

/// <summary>The mutants of whole configurations.</summary>
public class MutantSetTests
{
    private static string Guide => File.ReadAllText(Path.Combine(Checkout.Root, "fixtures/guide/main.cf"));

    [Test]
    public void The_guide_has_many_and_no_id_twice()
    {
        IReadOnlyList<Mutant> mutants = MutantSet.Of(Guide, "main.cf");

        mutants.Should().HaveCountGreaterThan(150);
        mutants.Select(m => m.Id).Should().OnlyHaveUniqueItems();
        mutants.Select(m => m.Text).Should().OnlyHaveUniqueItems().And.NotContain(Guide);
    }

    [Test]
    public void Every_line_of_the_guide_has_one()
        => MutantSet.Of(Guide, "main.cf").Select(m => m.Place.Line).Distinct().Where(l => l > 0).Should().Equal(Enumerable.Range(1, 25));

    [Test]
    public void Two_that_come_to_one_configuration_are_one()
        => MutantSet.Of("smtpd_helo_required = yes\n", "main.cf").Where(m => m.Place.Line > 0).Select(m => m.Id)
            .Should().Equal("smtpd_helo_required/unset", "smtpd_helo_required/misspell");

    [Test]
    public void What_is_the_default_anyhow_is_no_mistake()
        => MutantSet.Of("smtpd_helo_required = no\n", "main.cf").Select(m => m.Id).Should().NotContain("smtpd_helo_required/unset");

    [Test]
    public void A_parameter_that_bears_on_no_session_is_left_alone()
        => MutantSet.Of("biff = no\n", "main.cf").Where(m => m.Place.Line > 0).Should().BeEmpty();

    [Test]
    public void A_default_is_only_set_where_the_file_does_not_set_it()
        => MutantSet.Of("soft_bounce = no\n", "main.cf").Select(m => m.Id).Should().NotContain("soft_bounce/set-yes").And.Contain("soft_bounce/flip");

    [Test]
    public void Only_the_setting_in_force_is_mistaken()
        => MutantSet.Of("mydomain = a.example\nmydomain = b.example\n", "main.cf").Where(m => m.Place.Parameter == "mydomain" && m.Operator == "misspell")
            .Select(m => m.Place.Line).Should().Equal(2);

    [Test]
    public void Restrictions_of_a_class_are_mistaken_too()
        => MutantSet.Of("smtpd_restriction_classes = strict\nstrict = reject_unknown_client_hostname, permit\n", "main.cf")
            .Select(m => m.Id).Should().Contain("strict/1/remove");

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("= = =\n")]
    [TestCase("smtpd_helo_restrictions = { { {\n")]
    [TestCase("smtpd_helo_restrictions =")]
    [TestCase("mynetworks = 999.1.1.1/99 [::/1 !10.0.0.0/8 /etc/x\n")]
    [TestCase("smtpd_recipient_restrictions = reject_rbl_client\n")]
    [TestCase("smtpd_recipient_restrictions = warn_if_reject\n\n # x\n")]
    [TestCase("message_size_limit = 99999999999999999999\n")]
    public void Odd_input_gives_no_crash(string mainCf)
        => MutantSet.Of(mainCf, "main.cf").Should().OnlyContain(m => m.Text != mainCf);

    [Test]
    public void Every_mutant_of_real_files_is_read_again()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "fixtures"), "main.cf", SearchOption.AllDirectories))
        {
            foreach (Mutant mutant in MutantSet.Of(File.ReadAllText(file), file))
            {
                MainCf.Parse(mutant.Text, file).Settings.Should().NotBeNull();
                mutant.Mistake.Should().NotBeEmpty(mutant.Id);
                (mutant.Before + mutant.After).Should().NotBeEmpty("{0} of {1} changes something", mutant.Id, file);
            }
        }
    }
}
