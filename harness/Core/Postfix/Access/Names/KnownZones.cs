namespace Harness.Core.Postfix.Access.Names;

/// <summary>DNS records that are laid down beforehand: the zones of a lab, or what an administrator assumes.</summary>
public sealed class KnownZones : DnsFacts
{
    private readonly Dictionary<(string Name, NameType Type), NameAnswer> _answers = new(NameKey.Comparer);
    private readonly Dictionary<(string Name, NameType Type), NameAnswer>.AlternateLookup<NameQuestion> _questions;
    private string[] _zones = [];

    /// <summary>Nothing is known yet.</summary>
    public KnownZones()
        => _questions = _answers.GetAlternateLookup<NameQuestion>();

    /// <summary>Lays down one answer.</summary>
    public KnownZones Add(string name, NameType type, NameAnswer answer)
    {
        _answers[(name, type)] = answer;
        return this;
    }

    /// <summary>Everything at and below the name that is not laid down does not exist; the empty name stands for the whole DNS.</summary>
    public KnownZones Complete(string zone)
    {
        _zones = [.. _zones, zone];
        return this;
    }

    /// <inheritdoc/>
    public override NameAnswer Ask(ReadOnlySpan<char> name, NameType type)
    {
        if (_questions.TryGetValue(new(name, type), out NameAnswer? answer))
            return answer;
        foreach (string zone in _zones)
        {
            if (IsBelow(name, zone))
                return NameAnswer.Missing;
        }
        return NameAnswer.Unknown;
    }

    private static bool IsBelow(ReadOnlySpan<char> name, string zone)
        => zone.Length == 0 || (name.EndsWith(zone, StringComparison.OrdinalIgnoreCase)
            && (name.Length == zone.Length || name[^(zone.Length + 1)] == '.'));
}
