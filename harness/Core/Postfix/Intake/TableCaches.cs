namespace Harness.Core.Postfix.Intake;

/// <summary>Tables that Postfix writes itself: sessions, verified addresses, greeted clients. They need a place, and no content.</summary>
internal static class TableCaches
{
    /// <summary>Whether a parameter names such a table.</summary>
    public static bool Is(string parameter)
        => parameter.EndsWith("_session_cache_database", StringComparison.Ordinal) || parameter.EndsWith("_cache_map", StringComparison.Ordinal) || parameter == "address_verify_map";

    /// <summary>What to write instead of <c>type:name</c>, or null where it may stay.</summary>
    public static string? Standing(IntakeDraft draft, Assignment set, Word word, string type, string name)
    {
        var data = draft.Machine.Installed["data_directory"];
        var directory = Path.GetDirectoryName(name)?.TrimEnd('/') ?? "";
        if (draft.Machine.TableTypes.Contains(type) && !TableName.IsRemote(type) && name.StartsWith('/'))
        {
            if (directory != data)
            {
                draft.Make(new MadeDirectory(directory, ForEverybody: false));
                draft.List(directory, set.PlaceOf(word), $"{set.Name} keeps a cache there", "a directory of that name");
            }
            return null;
        }
        var by = $"btree:{data}/{set.Name}";
        draft.List($"{type}:{name}", set.PlaceOf(word), "a cache that is not in the lab", by);
        return by;
    }
}
