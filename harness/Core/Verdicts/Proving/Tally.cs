using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Verdicts.Proving;

/// <summary>What a share of the sessions came to.</summary>
internal sealed class Tally
{
    /// <summary>By what refuses them.</summary>
    public Dictionary<(string Restriction, string Special, SettingLine? Place, SettingLine? Entry), Share> Refused { get; } = [];

    /// <summary>Of those that are let in, by the properties in which they depart from the ordinary session.</summary>
    public Dictionary<int, Share> LetIn { get; } = [];

    /// <summary>By what nobody knows.</summary>
    public Dictionary<string, Share> Untold { get; } = new(StringComparer.Ordinal);

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>Counts one.</summary>
    public void Add(ReadOnlySpan<int> at, AccessOutcome outcome)
    {
        Count++;
        if (outcome.UnknownBecause is { } what)
            Share.Count(Untold, what, at);
        else if (outcome.IsAccepted)
            Share.Count(LetIn, Mask(at), at);
        else
            Share.Count(Refused, (outcome.Restriction.ToLowerInvariant(), outcome.Fatal ?? (outcome.Restriction.Length == 0 ? outcome.Enhanced : ""), outcome.Place, outcome.Entry), at);
    }

    /// <summary>Takes up another share.</summary>
    public void Add(Tally other)
    {
        Count += other.Count;
        Share.Merge(Refused, other.Refused);
        Share.Merge(LetIn, other.LetIn);
        Share.Merge(Untold, other.Untold);
    }

    private static int Mask(ReadOnlySpan<int> at)
    {
        int mask = 0;
        for (int axis = 0; axis < at.Length; axis++)
            mask |= at[axis] == 0 ? 0 : 1 << axis;
        return mask;
    }

    /// <summary>Sessions of one kind.</summary>
    internal sealed class Share
    {
        public long Sessions { get; private set; }

        public int[] Plainest { get; private set; } = [];

        /// <summary>How far that session is from the ordinary one; more for another property than for another value.</summary>
        public long Departure { get; private set; } = long.MaxValue;

        public static void Count<T>(Dictionary<T, Share> shares, T kind, ReadOnlySpan<int> at)
            where T : notnull
        {
            if (!shares.TryGetValue(kind, out Share? share))
                shares.Add(kind, share = new());
            share.Sessions++;
            long departure = 0;
            foreach (int place in at)
                departure += place == 0 ? 0 : 1_000_000 + place;
            if (departure >= share.Departure)
                return;
            (share.Departure, share.Plainest) = (departure, at.ToArray());
        }

        public static void Merge<T>(Dictionary<T, Share> shares, Dictionary<T, Share> others)
            where T : notnull
        {
            foreach ((T kind, Share other) in others)
            {
                if (!shares.TryGetValue(kind, out Share? share))
                {
                    shares.Add(kind, other);
                    continue;
                }
                share.Sessions += other.Sessions;
                if (other.Departure < share.Departure)
                    (share.Departure, share.Plainest) = (other.Departure, other.Plainest);
            }
        }
    }
}
