using System.CommandLine;
using System.CommandLine.Parsing;
using Harness.Core.Scenarios;

namespace Harness.Cli.Help;

/// <summary>What is wrong with a command line, in one sentence that says what to write instead.</summary>
internal static class ParseComplaint
{
    /// <summary>The first thing that is wrong; null where nothing is.</summary>
    public static string? Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string words = command is RootCommand ? "" : HelpText.Path(command) + " ";
        string? what = Verb(parsed, command) ?? UnknownOption(parsed, command)
            ?? (parsed.Errors.Count == 0 ? null : Missing(parsed, command) ?? Unmatched(parsed, command) ?? Value(parsed.Errors[0]) ?? parsed.Errors[0].Message.TrimEnd('.'));
        return what is null ? null : $"{what}{(what[^1] == '?' ? " See" : "; see")} smtp-harness {words}--help";
    }

    private static string? Verb(ParseResult parsed, Command command)
    {
        string? given = parsed.UnmatchedTokens.FirstOrDefault(t => !t.StartsWith('-'));
        if (command.Subcommands.Count == 0 || parsed.Errors.Count == 0 || (given is null && parsed.UnmatchedTokens.Count > 0))
            return null;
        string[] verbs = [.. command.Subcommands.Select(c => c.Name)];
        return given is not null ? $"there is no verb {Spelling.Quote(given)}: {Spelling.DidYouMean(given, verbs)}"
            : command is RootCommand ? "no verb is given, such as certify CONFIG"
            : $"{HelpText.Path(command)} of what? Give {string.Join(", ", verbs)}";
    }

    // A parser takes an unknown option for an argument where there is room for one.
    private static string? UnknownOption(ParseResult parsed, Command command)
    {
        if (parsed.Tokens.Any(t => t.Type == TokenType.DoubleDash))
            return null;
        IEnumerable<string> words = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens.Select(t => t.Value)).Concat(parsed.UnmatchedTokens);
        if (words.FirstOrDefault(w => w.Length > 1 && w[0] == '-') is not { } given)
            return null;
        string name = given.Split('=', 2)[0];
        string[] options = [.. command.Options.Where(o => !o.Hidden).Select(o => o.Name)];
        string meant = Spelling.DidYouMean(name, options);
        return $"{(command is RootCommand ? "there" : HelpText.Path(command))} {(command is RootCommand ? "is" : "has")} no option {Spelling.Quote(name)}{(meant.StartsWith("did", StringComparison.Ordinal) ? $": {meant}" : "")}";
    }

    private static string? Missing(ParseResult parsed, Command command)
    {
        string verb = HelpText.Path(command);
        if (command.Arguments.FirstOrDefault(a => (parsed.GetResult(a)?.Tokens.Count ?? 0) < a.Arity.MinimumNumberOfValues) is { } argument)
            return $"{verb} needs {argument.Name}: {argument.Description}";
        return command.Options.FirstOrDefault(o => o.Required && parsed.GetResult(o) is not { Implicit: false }) is { } option
            ? $"{verb} needs {option.Name} {HelpText.Value(option)}: {option.Description}" : null;
    }

    private static string? Unmatched(ParseResult parsed, Command command)
        => parsed.UnmatchedTokens.Count == 0 ? null : $"{HelpText.Path(command)}: {Spelling.Quote(parsed.UnmatchedTokens[0])} is one word too many";

    private static string? Value(ParseError error)
    {
        // What cannot be read is told of the option's argument, what is not there of the option.
        if ((error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult) is not { Option: var option } result)
            return null;
        if (result.Tokens.Count == 0)
            return $"{option.Name} needs a value: {option.Description}";
        string given = string.Join(' ', result.Tokens.Select(t => t.Value));
        Type type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        return type == typeof(int) || type == typeof(ulong) ? $"{option.Name} {given}: give a whole number{(type == typeof(ulong) ? " that is not negative" : "")}"
            : type == typeof(double) ? $"{option.Name} {given}: give a number, such as 25 or 0.5"
            : !option.AllowMultipleArgumentsPerToken && result.Tokens.Count > 1 ? $"{option.Name} is given more than once; give it once"
            : null;
    }
}
