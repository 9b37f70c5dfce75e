using System.CommandLine;
using Harness.Core.Postfix.Audit;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Reports;
using Harness.Core.Verdicts;
using Harness.Lab;

namespace Harness.Cli.Verbs;

/// <summary><c>smtp-harness audit CONFIG</c>: what is to be seen without running it.</summary>
internal static class AuditVerb
{
    /// <summary>The verb.</summary>
    public static Command Command(Terminal terminal)
    {
        var config = new Argument<string>("CONFIG") { Description = "a Postfix configuration directory, or a main.cf" };
        Option<string?> postfix = CommonOptions.Postfix();
        postfix.Description = "3.5, 3.7 or 3.10: the Postfix that it is for [default: 3.7]";
        var format = new Option<string?>("--format") { Description = "text, json or sarif [default: text]" };
        var output = new Option<string?>("--output", "-o") { HelpName = "FILE", Description = "the FILE to write to; without one, standard output" };
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command("audit",
            """
            Reads a configuration and says what is to be seen without running it: misspelt names, lines that do nothing, lists
            that end too early, relay control that comes too late, tables that are not there. Nothing is started, no Docker needed.

            Examples:
              smtp-harness audit /etc/postfix
              smtp-harness audit main.cf --postfix 3.10
              smtp-harness audit /etc/postfix --format sarif --output audit.sarif

            Exit status: 0 nothing but notes, 1 errors or warnings, 3 the configuration cannot be read.
            """)
        {
            config, postfix, format, output, quiet, CommonOptions.NoColor(),
        };
        command.SetAction(CommandLine.Action(terminal, async (parsed, cancel) =>
        {
            string form = parsed.GetValue(format) ?? "text";
            if (form is not ("text" or "json" or "sarif"))
            {
                throw new UsageException($"no format {form}: give text, json or sarif");
            }

            string? file = parsed.GetValue(output);
            if (file is not null)
            {
                ReportOptions.RequireWritable(file);
            }

            string given = parsed.GetValue(config)!;
            PostfixRelease release = PostfixRelease.Parse(PostfixVersions.Named(parsed.GetValue(postfix)).Number)!.Value;
            IReadOnlyList<AuditFinding> findings = ConfigurationAudit.Of(AuditedFiles.Read(ConfigurationFiles.Open(given), release));
            if (form == "text" && file is null)
            {
                AuditText.Write(findings, given, terminal.Report, parsed.GetValue(quiet));
            }
            else
            {
                string text = form switch
                {
                    "json" => AuditJson.Write(findings, given, release),
                    "sarif" => AuditSarif.Write(findings, typeof(AuditVerb).Assembly.GetName().Version?.ToString(3) ?? "0"),
                    _ => AuditText.Plain(findings, given),
                };
                await (file is null ? terminal.Out.WriteAsync(text.AsMemory(), cancel) : ReportPlan.WriteFileAsync(file, text, cancel));
            }

            return findings.Any(f => f.Severity != AuditSeverity.Note) ? ExitStatus.Findings : ExitStatus.Conforms;
        }));
        return command;
    }
}
