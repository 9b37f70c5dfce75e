namespace Harness.Core.Postfix.Intake;

/// <summary>Which parameters name which table, also through parameters of the user's own: what a stand-in must hold follows from it.</summary>
internal sealed class TableRoles
{
    private readonly Dictionary<string, HashSet<string>> _byTable = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    private TableRoles()
    {
    }

    /// <summary>Looks at every table that is named.</summary>
    public static TableRoles Of(IntakeDraft draft)
    {
        var roles = new TableRoles();
        var referring = draft.All.SelectMany(a => Expansion.Names(a.Raw).Select(n => (Name: n, By: a.Name))).ToLookup(r => r.Name, r => r.By);
        foreach (var set in draft.All)
        {
            HashSet<string> names = [set.Name];
            var queue = new Queue<string>(names);
            while (queue.TryDequeue(out var name))
            {
                foreach (var by in referring[name].Where(names.Add))
                    queue.Enqueue(by);
            }
            for (var i = 0; i < set.Words.Count; i++)
            {
                foreach (var (type, name) in TableName.In(draft.Expansion.Of(set.Words[i].Text)))
                    roles.Note($"{type}:{name}", IsAlone(set, i) ? names.Append(TableContent.RecipientsAlone) : names);
            }
        }
        return roles;
    }

    /// <summary>The parameters that name a table.</summary>
    public IReadOnlyCollection<string> Of(string table) => _byTable.TryGetValue(table, out var roles) ? roles : [];

    /// <summary>The table's number, from 1.</summary>
    public int Number(string table) => _order.IndexOf(table) + 1;

    // "check_recipient_access table, reject": whom the table does not name, nobody can write to.
    private static bool IsAlone(Assignment set, int at)
        => at > 0 && set.Words[at - 1].Text.Equals("check_recipient_access", StringComparison.OrdinalIgnoreCase)
        && set.Words[^1].Text.ToLowerInvariant() is "reject" or "defer"
        && !set.Words.Skip(at).Any(w => w.Text.StartsWith("permit", StringComparison.OrdinalIgnoreCase));

    private void Note(string table, IEnumerable<string> names)
    {
        if (!_byTable.TryGetValue(table, out var roles))
        {
            _byTable[table] = roles = [];
            _order.Add(table);
        }
        roles.UnionWith(names);
    }
}
