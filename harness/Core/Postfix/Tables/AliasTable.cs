using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>The source of postalias(1): <c>name: value, …</c>, as aliases(5) has it.</summary>
internal static class AliasTable
{
    /// <summary>Reads it: the first of two equal names counts, and names are folded (postalias.c).</summary>
    public static LookupTable Read(TableSource source)
    {
        var pairs = new Dictionary<string, LookupResult>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in source.Lines())
        {
            int colon = Colon(line.Text);
            string name = colon < 0 ? "" : Unquoted(line.Text[..colon].Trim(Blanks.All)), value = line.Text[(colon + 1)..].Trim(Blanks.All);
            if (name.Length == 0 || value.Length == 0)
                source.Complain(line, "need name:value pair");
            else if (!pairs.TryAdd(CaseFold.Of(name), new(LookupStatus.Found, value, source.PlaceOf(line))))
                source.Complain(line, $"duplicate entry: \"{name}\"");
        }
        return IndexedTable.Of(source, pairs);
    }

    private static int Colon(string text)
    {
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && quoted)
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == ':' && !quoted)
                return i;
        }
        return -1;
    }

    private static string Unquoted(string name) => name is ['"', .., '"'] ? name[1..^1].Replace("\\", "", StringComparison.Ordinal) : name;
}
