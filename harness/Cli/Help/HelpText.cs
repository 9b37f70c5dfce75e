using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using Harness.Core.Reports;
using Spectre.Console;

namespace Harness.Cli.Help;

/// <summary>What <c>--help</c> shows: of the program its verbs, a line or two each; of a verb what it does, examples, and each option.</summary>
internal sealed partial class HelpText(Terminal terminal) : SynchronousCommandLineAction
{
    private const int Widest = 110;
    private const int Margin = 2;
    private const int LongestLead = 26;

    private static readonly Type[] _numbers = [typeof(int), typeof(double), typeof(double?), typeof(ulong?)];

    // Where further options of a verb are about something else.
    private static readonly Dictionary<string, string> _headings = new(StringComparer.Ordinal)
    {
        ["--server"] = "Options for a running server:",
        ["--domain"] = "Options for a domain:",
    };

    // Who asks what a verb wants need not know what it wants.
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        terminal.Out.Write(Of(parseResult.CommandResult.Command, Math.Min(Widest, terminal.Report.Profile.Width - 1)));
        return 0;
    }

    /// <summary>The help of a verb, or of the program.</summary>
    internal static string Of(Command command, int width)
    {
        var lines = new List<string>();
        lines.AddRange(Description(command.Description ?? "", width));
        Command[] verbs = [.. command.Subcommands.Where(c => !c.Hidden)];
        if (verbs.Length == 0)
            lines.AddRange(["Usage:", .. FoldedText.Fold($"  smtp-harness {Path(command)} {string.Join(' ', command.Arguments.Select(Usage).Append("[options]"))}", width)]);
        Section(lines, width, "Verbs:", verbs.Select(v => (v.Name, Summary(v))));
        Section(lines, width, "Arguments:", command.Arguments.Select(a => (a.Name, a.Description ?? "")));
        Options(lines, width, [.. command.Options.Where(o => !o.Hidden)]);
        if (verbs.Length > 0)
            lines.AddRange(["", "smtp-harness VERB --help says more of each."]);
        return string.Concat(lines.Select(l => l + "\n"));
    }

    /// <summary>The words that name a verb: <c>replay maillog</c>.</summary>
    internal static string Path(Command command)
        => command.Parents.OfType<Command>().FirstOrDefault(p => p is not RootCommand) is { } parent ? $"{Path(parent)} {command.Name}" : command.Name;

    // Prose is broken at the width there is, examples and lists are left as they are.
    private static IEnumerable<string> Description(string text, int width)
    {
        string paragraph = "";
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            bool isProse = line.Length > 0 && line[0] != ' ';
            if (!isProse && paragraph.Length > 0)
            {
                foreach (string broken in FoldedText.Wrap(paragraph, width))
                    yield return broken;
                paragraph = "";
            }
            if (isProse)
                paragraph += (paragraph.Length > 0 ? " " : "") + line;
            else
            {
                foreach (string broken in line.Contains("smtp-harness ", StringComparison.Ordinal) ? [line] : FoldedText.Fold(line, width))
                    yield return broken;
            }
        }
    }

    private static void Options(List<string> lines, int width, Option[] options)
    {
        string heading = "Options:";
        foreach (Option[] group in options.OrderBy(o => o is HelpOption or VersionOption).Aggregate(new List<List<Option>>(), (groups, option) =>
        {
            if (groups.Count == 0 || _headings.ContainsKey(option.Name))
                groups.Add([]);
            groups[^1].Add(option);
            return groups;
        }).Select(g => g.ToArray()))
        {
            Section(lines, width, _headings.GetValueOrDefault(group[0].Name, heading), group.Select(o => (Lead(o), DescriptionOf(o))));
        }
    }

    private static void Section(List<string> lines, int width, string title, IEnumerable<(string Lead, string Text)> rows)
    {
        (string Lead, string Text)[] all = [.. rows];
        if (all.Length == 0)
            return;
        if (lines[^1].Length > 0)
            lines.Add("");
        lines.Add(title);
        int column = Margin + Math.Min(LongestLead, all.Max(r => r.Lead.Length)) + Margin;
        foreach ((string lead, string text) in all)
        {
            string first = new string(' ', Margin) + lead;
            bool fits = first.Length + Margin <= column;
            if (!fits)
                lines.Add(first);
            lines.AddRange(FoldedText.Wrap(text, width - column).Select((part, at) => (at == 0 && fits ? first.PadRight(column) : new string(' ', column)) + part));
        }
    }

    // What it does, up to where the details begin.
    private static string Summary(Command verb) => Beginning().Match((verb.Description ?? "").ReplaceLineEndings(" ")).Value;

    private static string Usage(Argument argument)
    {
        string name = argument.Arity.MaximumNumberOfValues > 1 && !argument.Name.Contains('…') ? argument.Name + " …" : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string Lead(Option option)
    {
        string names = string.Join(", ", option.Aliases.Where(a => a is not "-?" and not "/?" and not "/h").Order(StringComparer.Ordinal).Append(option.Name).Distinct());
        return option.ValueType == typeof(bool) || option is HelpOption or VersionOption ? names : $"{names} {Value(option)}";
    }

    /// <summary>What stands for the value of an option: what its description begins with, where that is in capitals.</summary>
    internal static string Value(Option option)
        => option.HelpName ?? (_numbers.Contains(option.ValueType) ? "N" : Capitals().Match(option.Description ?? "") is { Success: true } named ? named.Value : option.Name.Split('-')[^1].ToUpperInvariant());

    private static string DescriptionOf(Option option) => option switch
    {
        HelpOption => "this help",
        VersionOption => "which version this is",
        { HasDefaultValue: true } when option.ValueType != typeof(bool) && option.Description?.Contains("[default", StringComparison.Ordinal) == false
            => $"{option.Description} [default: {option.GetDefaultValue()}]",
        { Required: true } => $"{option.Description} (needed)",
        _ => option.Description ?? "",
    };

    [GeneratedRegex(@"^.*?(?=[.:;?] |: |[.:;]?$)")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^[A-Z][A-Z/:\[\]]+\b\]?")]
    private static partial Regex Capitals();
}
