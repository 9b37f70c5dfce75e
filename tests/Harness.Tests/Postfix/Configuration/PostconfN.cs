using Harness.Core.Postfix.Configuration;

namespace Harness.Tests.Postfix.Configuration;

/// <summary>
/// What <c>postconf -n</c> prints for a configuration (postconf(1)): the parameters that main.cf sets and Postfix knows, by
/// name, white space folded. Names that nothing reads are left out, as there.
/// </summary>
/// <param name="Lines"><c>name = value</c> each, sorted by octets; those before the error where there is one.</param>
/// <param name="Error">Why postconf stops with exit status 1, in its words, or null.</param>
internal sealed record PostconfN(IReadOnlyList<string> Lines, string? Error)
{
    private static readonly char[] Separators = [' ', '\t', '\r', '\n'];

    /// <summary>The output for a configuration.</summary>
    /// <param name="main">Its main.cf.</param>
    /// <param name="master">Its master.cf; null for the one that comes with the release.</param>
    /// <param name="release">The release.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="expand">With <c>-x</c>: values expanded.</param>
    public static PostconfN Of(MainCf main, MasterCf? master, PostfixRelease release, MachineFacts machine, bool expand = false)
    {
        if (main.Problems.FirstOrDefault(p => p.IsFatal) is { } fatal)
            return new PostconfN([], $"{main.FileName}, line {fatal.Line}: {fatal.Message}");
        master ??= MasterCf.Default(release);
        if (master.Problems.FirstOrDefault(MasterLine.StopsPostconf) is { } unread)
            return new PostconfN([], unread.ToString());
        var known = KnownParameters.Of(main, master, release, machine);
        var scope = EffectiveConfiguration.Of(main, master, null, release, machine).Scope;
        var printed = new List<(MainCfSetting Setting, ExpandedText? Text)>();
        foreach (var setting in scope.Settings.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            if (known.ClassOf(setting.Name) is not (ParameterClass.Builtin or ParameterClass.Service or ParameterClass.User) || setting.Placed is null)
                continue;
            var text = scope.Release.TypeOf(setting.Name).Kind == ParameterKind.Raw ? null : scope.Expand(setting.Placed);
            // It expands Postfix's own parameters in any case, in search of tables.
            if (text?.Error is { } error && known.ClassOf(setting.Name) != ParameterClass.User)
                return new PostconfN([], $"{setting.Name}: {error}");
            printed.Add((setting, expand ? text : null));
        }
        var lines = new List<string>();
        foreach (var (setting, text) in printed)
        {
            if (text?.Error is { } error)
                return new PostconfN(lines, $"{setting.Name}: {error}");
            lines.Add(Fold($"{setting.Name} = {text?.ToString() ?? setting.Value}"));
        }
        return new PostconfN(lines, null);
    }

    /// <summary>A line with its runs of white space made single blanks, as postconf prints it.</summary>
    public static string Fold(string line) => string.Join(' ', line.Split(Separators, StringSplitOptions.RemoveEmptyEntries));
}
