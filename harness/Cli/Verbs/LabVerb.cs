using System.CommandLine;
using Harness.Core.Evidence;
using Harness.Core.Reports;
using Harness.Core.Verdicts;
using Harness.Lab;
using Harness.Lab.Clients;
using Spectre.Console;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness lab CONFIG</c>: keeps a lab up for tools of the user's own.</summary>
internal static class LabVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var config = new Argument<string>("CONFIG") { Description = "a Postfix configuration directory, or a main.cf" };
        Option<string?> postfix = CommonOptions.Postfix();
        var command = new Command("lab",
            """
            Keeps a lab up and prints how to talk to it: one loopback port for each kind of client. Ctrl-C ends it.

            Example:
              smtp-harness lab fixtures/guide --postfix 3.10
            """)
        {
            config, postfix, CommonOptions.NoColor(), CommonOptions.QuietProgress(),
        };
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            PostfixVersion version = PostfixVersions.Named(parsed.GetValue(postfix));
            ConfigurationFiles files = ConfigurationFiles.Open(parsed.GetValue(config)!);
            terminal.Tell("starting the lab");
            (HarnessLab lab, LabTarget target) = await HarnessLab.StartAsync(files, terminal.Tell, cancel, version);
            await using (lab)
            {
                TargetRecord described = target.Describe();
                ClientDoor[] doors = [.. described.Clients.Select(c => c.Kind).Distinct().Select(k => new ClientDoor(target, k))];
                try
                {
                    Print(terminal.Report, described, target.Facts, doors, lab.MxContainer);
                    await Task.Delay(Timeout.Infinite, cancel);
                }
                catch (OperationCanceledException)
                {
                    terminal.Tell("the lab is going");
                }
                finally
                {
                    await Task.WhenAll(doors.Select(d => d.DisposeAsync().AsTask()));
                }
            }

            return ExitStatus.Conforms;
        }));
        return command;
    }

    private static void Print(
        IAnsiConsole console, TargetRecord target, IReadOnlyDictionary<string, string> facts, IReadOnlyList<ClientDoor> doors, string mx)
    {
        var table = new Table { Border = TableBorder.None };
        table.AddColumns("speak to", "as client", "with address", "named");
        foreach (ClientDoor door in doors)
        {
            ClientSeen client = target.Clients.First(c => c.Kind == door.Kind);
            table.AddRow(new Text($"{door.EndPoint}"), new Text(client.Kind), new Text(client.Address), new Text(client.Name ?? "-"));
        }

        console.WriteLine($"{target.Software} runs {target.Name}");
        console.Write(table);
        console.WriteLine($"mail log:       docker logs -f {mx[..12]}");
        console.WriteLine($"queue:          docker exec {mx[..12]} postqueue -p");
        console.WriteLine($"good recipient: {facts["recipient"]}");
        FoldedText.Write(console, $"outside:        {facts["outside"]} (STARTTLS), {facts["outside-plain"]} (none), {facts["outside-defer"]} (451)");
        FoldedText.Write(console, $"trouble there:  {string.Join(", ", facts.Where(f => f.Key.StartsWith("outside-tls-", StringComparison.Ordinal) || f.Key == "outside-hang-up").Select(f => f.Value))}");
        console.WriteLine("Ctrl-C ends the lab.");
    }
}
