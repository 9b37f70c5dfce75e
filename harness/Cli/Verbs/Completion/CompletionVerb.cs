using System.CommandLine;
using Harness.Core.Verdicts;

namespace Harness.Cli.Verbs.Completion;

/// <summary><c>smtp-harness completion SHELL</c>: what makes a shell complete verbs, options and their values.</summary>
internal static class CompletionVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = string.Join(", ", ShellScripts.ByShell.Keys) };
        shell.CompletionSources.Add(_ => ShellScripts.ByShell.Keys.Select(k => new System.CommandLine.Completions.CompletionItem(k)));
        var command = new Command("completion",
            """
            Prints what makes a shell complete verbs, options and their values.

            Examples:
              source <(smtp-harness completion bash)
              smtp-harness completion zsh >~/.zfunc/_smtp-harness
              smtp-harness completion fish >~/.config/fish/completions/smtp-harness.fish
              smtp-harness completion pwsh | Out-String | Invoke-Expression
            """)
        {
            shell, CommonOptions.NoColor(),
        };
        command.SetAction(CommandLine.Action(terminal, (parsed, _) =>
        {
            string named = parsed.GetValue(shell)!;
            terminal.Out.Write(ShellScripts.ByShell.TryGetValue(named, out string? script)
                ? script
                : throw new UsageException($"no completion for {named}: give {string.Join(", ", ShellScripts.ByShell.Keys)}"));
            return Task.FromResult(ExitStatus.Conforms);
        }));
        return command;
    }
}
