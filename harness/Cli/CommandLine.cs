using System.CommandLine;
using System.CommandLine.Help;
using Harness.Cli.Help;
using Harness.Cli.Verbs;
using Harness.Cli.Verbs.Completion;
using Harness.Core.Engine.Remote;
using Harness.Core.Scenarios;
using Harness.Core.Verdicts;
using Harness.Lab;

namespace Harness.Cli;

/// <summary>The verbs, and what becomes of what they throw.</summary>
internal static class CommandLine
{
    /// <summary>The whole command line for a terminal.</summary>
    public static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand(
            """
            Proves or refutes what a mail server's configuration is said to do, with evidence.

            Examples:
              smtp-harness certify /etc/postfix
              smtp-harness certify --server mx.example.org --sender me@elsewhere.example --recipient me@example.org
              smtp-harness diff --predict /etc/postfix ./postfix

            Exit status: 0 conforms, 1 findings, 2 could not be established, 3 usage error.
            """)
        {
            CertifyVerb.Command(terminal),
            FuzzVerb.Command(terminal),
            StormVerb.Command(terminal),
            LabVerb.Command(terminal),
            AuditVerb.Command(terminal),
            ExplainVerb.Command(terminal),
            DiffVerb.Command(terminal),
            ProveVerb.Command(terminal),
            MutateVerb.Command(terminal),
            MailLogVerb.Command(terminal),
            ReplayVerb.Command(terminal),
            JudgeVerb.Command(terminal),
            MergeVerb.Command(terminal),
            ListVerb.Command(terminal),
            DoctorVerb.Command(terminal),
            CompletionVerb.Command(terminal),
        };
        root.Options.OfType<HelpOption>().Single().Action = new HelpText(terminal);
        return root;
    }

    /// <summary>
    /// Makes a verb's action: faults of the caller and of the lab become one line and their exit status; anything else is a fault
    /// of the harness, and says so.
    /// </summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Action(
        Terminal terminal, Func<ParseResult, CancellationToken, Task<ExitStatus>> verb) => async (parsed, cancel) =>
    {
        try
        {
            return (int)await verb(parsed, cancel);
        }
        catch (Exception mistake) when (mistake is UsageException or ServerSettingException or FixtureException or ConfigurationRefusedException)
        {
            terminal.Complain(mistake.Message);
            return (int)ExitStatus.Usage;
        }
        catch (Exception failed) when (failed is LabException or UnansweredException)
        {
            terminal.Complain(failed.Message);
            return (int)ExitStatus.NotEstablished;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            terminal.Complain("interrupted; nothing was judged, and nothing of the harness is left behind");
            return (int)ExitStatus.NotEstablished;
        }
        catch (Exception fault)
        {
            terminal.Complain($"a fault of the harness itself, please report it: {fault.GetType().Name}: {fault.Message}");
            terminal.Error.WriteLine(fault.StackTrace);
            return (int)ExitStatus.NotEstablished;
        }
    };
}

/// <summary>The caller's mistake; the message says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
