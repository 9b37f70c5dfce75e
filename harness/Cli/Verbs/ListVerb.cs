using System.CommandLine;
using Harness.Core.Catalogue;
using Harness.Core.Deliverability;
using Harness.Core.Reports;
using Harness.Core.Residency;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness list</c>: the attack catalogue.</summary>
internal static class ListVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        Option<string[]> only = CommonOptions.Only();
        Option<string[]> except = CommonOptions.Except();
        var format = new Option<string?>("--format") { Description = "text or json [default: text]" };
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "the FILE to write to; without one, standard output" };
        var command = new Command("list",
            """
            The attack catalogue: id, claim, source; in a pipe or a file an attack a line, with tabs. Intrusive attacks are marked: a
            server outside the lab meets them only with certify --intrusive. As JSON it says what each attack needs as well.

            Examples:
              smtp-harness list
              smtp-harness list --only 'helo/*'
              smtp-harness list --format json --output attacks.json
            """)
        {
            only, except, format, output, CommonOptions.NoColor(),
        };
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            string form = parsed.GetValue(format) ?? "text";
            if (form is not ("text" or "json"))
            {
                throw new UsageException($"no format {form}: give text or json");
            }

            string? file = parsed.GetValue(output);
            if (file is not null)
            {
                ReportOptions.RequireWritable(file);
            }

            IReadOnlyList<Attack> attacks = Attacks.SelectWithClaims(parsed.GetValue(only), parsed.GetValue(except));
            if (file is not null)
            {
                await ReportPlan.WriteFileAsync(file, form == "json" ? ListJson.Write(attacks) : AttackListText.Plain(attacks), cancel);
            }
            else if (form == "json")
            {
                terminal.Out.Write(ListJson.Write(attacks));
            }
            else if (terminal.Report.Profile.Out.IsTerminal)
            {
                AttackListText.Write(attacks, terminal.Report);
            }
            else
            {
                terminal.Out.Write(AttackListText.Plain(attacks));
            }

            return ExitStatus.Conforms;
        }));
        return command;
    }
}

/// <summary>The shipped catalogue, narrowed by the caller's globs.</summary>
internal static class Attacks
{
    /// <summary>The attacks that <c>--only</c> and <c>--except</c> leave.</summary>
    /// <exception cref="UsageException">A glob matches nothing.</exception>
    public static IReadOnlyList<Attack> Select(string[]? only, string[]? except) => Select(AttackCatalogue.Shipped(), only, except);

    /// <summary>The same, with the claims that look-ups decide.</summary>
    /// <exception cref="UsageException">A glob matches nothing.</exception>
    public static IReadOnlyList<Attack> SelectWithClaims(string[]? only, string[]? except)
        => Select(AttackCatalogue.Shipped().With(DomainClaims.All.Select(c => c.Attack).Append(DomainClaims.Sent).Concat(ResidencyClaims.All.Select(c => c.Attack))), only, except);

    private static IReadOnlyList<Attack> Select(AttackCatalogue catalogue, string[]? only, string[]? except)
    {
        try
        {
            return catalogue.Select(only ?? [], except ?? []);
        }
        catch (ArgumentException nothing)
        {
            throw new UsageException(nothing.Message);
        }
    }
}
