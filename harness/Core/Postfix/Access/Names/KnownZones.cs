namespace Harness.Core.Postfix.Access.Names;

/// <summary>DNS records that are laid down beforehand: the zones of a lab, or what an administrator assumes.</summary>
public sealed class KnownZones : DnsFacts
{
    private readonly Dictionary<(string Name, NameType Type), NameAnswer> _answers = new(NameKey.Comparer);
    private readonly Dictionary<(string Name, NameType Type), NameAnswer>.AlternateLookup<NameQuestion> _questions;
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _zones;

    /// <summary>Nothing is known yet.</summary>
    public KnownZones()
    {
        _questions = _answers.GetAlternateLookup<NameQuestion>();
        _zones = _known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Lays down one answer.</summary>
    public KnownZones Add(string name, NameType type, NameAnswer answer)
    {
        _answers[(name, type)] = answer;
        return this;
    }

    /// <summary>Everything at and below the name that is not laid down does not exist; the empty name stands for the whole DNS.</summary>
    public KnownZones Complete(string zone)
    {
        _known.Add(zone);
        return this;
    }

    /// <inheritdoc/>
    public override NameAnswer Ask(ReadOnlySpan<char> name, NameType type)
    {
        if (_questions.TryGetValue(new(name, type), out NameAnswer? answer))
            return answer;
        for (ReadOnlySpan<char> zone = name; ;)
        {
            if (_zones.Contains(zone))
                return NameAnswer.Missing;
            if (zone.IsEmpty)
                return NameAnswer.Unknown;
            int dot = zone.IndexOf('.');
            zone = dot < 0 ? [] : zone[(dot + 1)..];
        }
    }
}
