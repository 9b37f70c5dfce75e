namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// What <c>postconf -n</c> prints for a configuration (postconf(1)): the parameters that main.cf sets and Postfix knows, by
/// name, white space folded. Names that nothing reads are left out, as there.
/// </summary>
/// <param name="Lines"><c>name = value</c> each, sorted by octets; those before the error where there is one.</param>
/// <param name="Error">Why postconf stops with exit status 1, in its words, or null.</param>
public sealed record PostconfN(IReadOnlyList<string> Lines, string? Error)
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
        var known = KnownParameters.Of(main, master, release, machine);
        var scope = EffectiveConfiguration.Of(main, master, null, release, machine).Scope;
        var lines = new List<string>();
        foreach (var setting in scope.Settings.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            if (known.ClassOf(setting.Name) is not (ParameterClass.Builtin or ParameterClass.Service or ParameterClass.User) || setting.Placed is null)
                continue;
            var value = setting.Value;
            if (expand && scope.Release.TypeOf(setting.Name).Kind != ParameterKind.Raw)
            {
                var text = scope.Expand(setting.Placed);
                if (text.Error is { } error)
                    return new PostconfN(lines, $"{setting.Name}: {error}");
                value = text.ToString();
            }
            lines.Add(Fold($"{setting.Name} = {value}"));
        }
        return new PostconfN(lines, null);
    }

    /// <summary>A line with its runs of white space made single blanks, as postconf prints it.</summary>
    public static string Fold(string line) => string.Join(' ', line.Split(Separators, StringSplitOptions.RemoveEmptyEntries));
}
