namespace Harness.Core.Postfix.Intake;

/// <summary>A database of one file may have been given with the rest (sqlite_table(5)).</summary>
internal static class SqliteFile
{
    /// <summary>Whether the table's description and its database are both given.</summary>
    public static bool IsGiven(IntakeDraft draft, string type, string name)
    {
        if (type != "sqlite" || draft.Given.Find(name) is not { } description || draft.Given.Read(description) is not { } text)
            return false;
        var path = text.Split('\n').Select(l => l.Split('=', 2)).Where(l => l.Length == 2 && l[0].Trim() == "dbpath").Select(l => l[1].Trim()).LastOrDefault();
        if (path is null || draft.Given.Find(path) is not { } database)
            return false;
        if (path != $"/etc/postfix/{database}")
            draft.Make(new GivenFile(path, database));
        return true;
    }
}
