using System.CommandLine;
using Harness.Core.Catalogue;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Spectre.Console;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness list</c>: the attack catalogue.</summary>
internal static class ListVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        Option<string[]> only = CommonOptions.Only();
        Option<string[]> except = CommonOptions.Except();
        var command = new Command("list",
            """
            The attack catalogue: id, claim, source.

            Examples:
              smtp-harness list
              smtp-harness list --only 'helo/*'
            """)
        {
            only, except, CommonOptions.NoColor(),
        };
        command.SetAction(CommandLine.Action(terminal, (parsed, _) =>
        {
            IReadOnlyList<Attack> attacks = Attacks.Select(parsed.GetValue(only), parsed.GetValue(except));
            var table = new Table { Border = TableBorder.None, ShowHeaders = false };
            table.AddColumns(new TableColumn("").NoWrap(), new TableColumn(""), new TableColumn(""));
            foreach (Attack attack in attacks)
            {
                table.AddRow(new Text(attack.Id, new Style(Color.Teal)), new Text(attack.Claim), new Text(attack.Source.ToString(), Style.Plain));
            }

            terminal.Report.Write(table);
            terminal.Report.WriteLine($"{attacks.Count} attacks");
            return Task.FromResult(ExitStatus.Conforms);
        }));
        return command;
    }
}

/// <summary>The shipped catalogue, narrowed by the caller's globs.</summary>
internal static class Attacks
{
    /// <summary>The attacks that <c>--only</c> and <c>--except</c> leave.</summary>
    /// <exception cref="UsageException">A glob matches nothing.</exception>
    public static IReadOnlyList<Attack> Select(string[]? only, string[]? except)
    {
        try
        {
            return AttackCatalogue.Shipped().Select(only ?? [], except ?? []);
        }
        catch (ArgumentException nothing)
        {
            throw new UsageException(nothing.Message);
        }
    }
}
