namespace Harness.Core.Postfix.Configuration;

/// <summary>Finds the physical line of a restriction in the lists smtpd evaluates (postconf(5), smtpd_restriction_classes).</summary>
internal static class RestrictionPlaces
{
    public static SettingLine? Locate(MainCf file, string restriction, string? argument, IReadOnlyList<string> preferred)
    {
        var lists = Lists(file);
        foreach (var parameter in preferred.Where(lists.Contains).Concat(lists).Distinct(StringComparer.Ordinal))
        {
            if (file.Find(parameter) is not { } setting)
                continue;
            if (Search([.. setting.Items()], restriction, argument) is { } item)
                return new SettingLine(file.FileName, item.Line, parameter, setting.TextOf(item.Line));
        }
        return null;
    }

    private static HashSet<string> Lists(MainCf file)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>(file.Settings.Select(s => s.Name).Where(IsSmtpdList));
        foreach (var item in file.Items("smtpd_restriction_classes"))
            queue.Enqueue(item.Word);
        while (queue.TryDequeue(out var name))
        {
            if (!names.Add(name))
                continue;
            foreach (var item in file.Items(name).Where(i => i.Word.StartsWith('$')))
                queue.Enqueue(item.Word.Trim('$', '{', '}', '(', ')'));
        }
        return names;
    }

    private static bool IsSmtpdList(string name) =>
        name.StartsWith("smtpd_", StringComparison.Ordinal) && name.EndsWith("_restrictions", StringComparison.Ordinal);

    private static ListItem? Search(ListItem[] items, string restriction, string? argument)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (Same(items[i].Word, restriction)
                && (argument is null || (i + 1 < items.Length && IsArgument(items[i + 1].Word, argument))))
                return items[i];
        }
        // generic_checks() turns a bare type:table into the list's own check_*_access.
        if (argument is null || !argument.Contains(':', StringComparison.Ordinal) || !RestrictionNames.IsAccessCheck(restriction))
            return null;
        for (var i = 0; i < items.Length; i++)
        {
            if (IsArgument(items[i].Word, argument) && (i == 0 || !RestrictionNames.IsAccessCheck(items[i - 1].Word)))
                return items[i];
        }
        return null;
    }

    private static bool IsArgument(string word, string argument)
    {
        var bare = word.Trim('{', '}', ' ', '\t');
        return Same(bare, argument) || Same(word, argument)
            || (bare.StartsWith(argument + "=", StringComparison.OrdinalIgnoreCase)
                && !argument.Contains('=', StringComparison.Ordinal));
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
