using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>One answer to every key: static:, fail:, a table that cannot be opened, one that cannot be read here.</summary>
internal sealed class ConstantTable(string name, LookupResult answer, bool isFixed, IReadOnlyList<TableProblem> problems)
    : LookupTable(name)
{
    public override bool IsFixed => isFixed;

    public override IReadOnlyList<TableProblem> Problems => problems;

    public override LookupResult Find(string key) => answer;

    public override LookupResult Find(ReadOnlySpan<char> key) => answer;

    /// <summary>Found, whatever is asked.</summary>
    public static ConstantTable Of(string name, string value, SettingLine place, bool isFixed) =>
        new(name, new(LookupStatus.Found, value, place), isFixed, []);

    /// <summary>A table that Postfix could not open; its stand-in fails each lookup (dict_surrogate.c).</summary>
    public static ConstantTable Failing(string name, IReadOnlyList<TableProblem> problems) =>
        new(name, LookupResult.Failed, isFixed: false, problems);

    /// <summary>The same with the one reason.</summary>
    public static ConstantTable Failing(string name, SettingLine place, string reason) =>
        Failing(name, [new(place, reason) { IsFatal = true }]);

    /// <summary>A table that nobody can read here.</summary>
    public static ConstantTable Unreadable(string name, bool isFixed = true) => new(name, LookupResult.Unknown, isFixed, []);
}
