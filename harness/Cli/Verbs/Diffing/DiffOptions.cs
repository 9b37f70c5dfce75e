using System.CommandLine;
using Harness.Core.Verdicts.Behaviour;
using Harness.Lab;

namespace Harness.Cli.Verbs.Diffing;

/// <summary>The options of <c>diff</c>.</summary>
internal sealed class DiffOptions
{
    private const long LargestAllowance = 1024 * 1024;

    private readonly Argument<string> _before = new("OLD") { Description = "a configuration directory, a main.cf, REVISION:path of a git repository, or what was recorded: with --record, or by certify --format json" };
    private readonly Argument<string?> _after = new("NEW") { Description = "the same; where it is left out, OLD itself on --against-postfix", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _record = new("--record") { HelpName = "FILE", Description = "compares nothing, and writes what the one configuration does to a FILE, which may stand for it later; - is standard output" };
    private readonly Option<bool> _predict = new("--predict") { Description = "by the model alone: no lab, under a second" };
    private readonly Option<string[]> _allow = new("--allow") { HelpName = "WORD", Description = "expected changes: opens, closes, answers, words, untold, or a FILE with those and statements, one a line (repeatable)" };
    private readonly Option<string?> _postfix = new("--postfix") { HelpName = "VERSION", Description = "3.5, 3.7 or 3.10: the Postfix of OLD, and of NEW [default: 3.7]" };
    private readonly Option<string?> _against = new("--against-postfix") { HelpName = "VERSION", Description = "the Postfix of NEW, where it is another" };
    private readonly ReportOptions _reports = new(DiffReports.Formats, hasVerbose: false);

    /// <summary>Puts them on a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_before);
        command.Arguments.Add(_after);
        foreach (Option option in (Option[])[_record, _predict, _allow, _postfix, _against])
            command.Options.Add(option);
        _reports.AddTo(command);
    }

    /// <summary>What the caller said.</summary>
    /// <exception cref="UsageException">Something of it is not what it has to be.</exception>
    public DiffRequest Read(ParseResult parsed)
    {
        string old = parsed.GetValue(_before)!;
        string? now = parsed.GetValue(_after), record = parsed.GetValue(_record);
        PostfixVersion? postfix = Named(parsed.GetValue(_postfix)), against = Named(parsed.GetValue(_against));
        if (record is not null && (now is not null || against is not null || _reports.AreGiven(parsed) || parsed.GetValue(_allow) is { Length: > 0 }))
            throw new UsageException("--record takes one configuration, and neither --against-postfix, --allow nor --format: it compares nothing");
        if (record is null && now is null && (against is null || against == (postfix ?? PostfixVersion.Default)))
            throw new UsageException("what is it to be compared with? Give NEW, or --against-postfix");
        if (record is not null and not "-")
            ReportOptions.RequireWritable(record);
        return new(old, now ?? old, record, postfix, against, parsed.GetValue(_predict), Allowed(parsed.GetValue(_allow) ?? []), _reports.Read(parsed));
    }

    private static PostfixVersion? Named(string? number) => number is null ? null : PostfixVersions.Named(number);

    private static Allowance Allowed(string[] given)
    {
        var allowance = new Allowance();
        foreach (string one in given.Where(one => !allowance.TryAddKind(one)))
        {
            try
            {
                allowance.AddLines(BoundedFile.Read(one, LargestAllowance, "list of expected changes"));
            }
            catch (Exception denied) when (denied is UsageException or ArgumentException)
            {
                throw new UsageException($"--allow {one}: neither opens, closes, answers, words nor untold, and no file that can be read ({denied.Message}); give one of these words, or a file with statements");
            }
        }
        return allowance;
    }
}
