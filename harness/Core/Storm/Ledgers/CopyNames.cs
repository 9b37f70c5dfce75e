using System.Globalization;

namespace Harness.Core.Storm.Ledgers;

/// <summary>Copies by name, neighbours together: <c>0000017</c>, <c>0000100-0000199</c>, with several recipients <c>0000017/2</c>.</summary>
/// <param name="Count">How many.</param>
/// <param name="Names">All of them, in order.</param>
/// <param name="QueueIds">The queue ids of the first hundred messages of them, by message.</param>
public sealed record CopyNames(int Count, IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> QueueIds)
{
    private const int MostIds = 100;

    internal sealed class Builder(Ledger ledger)
    {
        private readonly List<string> _names = [];
        private readonly Dictionary<string, string> _ids = [];
        private int _first = -1;
        private int _last = -1;
        private int _count;

        /// <summary>Adds a copy; they come in order.</summary>
        public void Add(int copy)
        {
            _count++;
            if (_ids.Count < MostIds && ledger.QueueIdOf(copy / ledger.Recipients) is { } id)
                _ids.TryAdd(Number(copy / ledger.Recipients), id);
            if (_last >= 0 && copy == _last + 1)
            {
                _last = copy;
                return;
            }

            Finish();
            (_first, _last) = (copy, copy);
        }

        public CopyNames Build()
        {
            Finish();
            _first = _last = -1;
            return new CopyNames(_count, _names, _ids);
        }

        private void Finish()
        {
            if (_first >= 0)
                _names.Add(_first == _last ? Name(_first) : $"{Name(_first)}-{Name(_last)}");
        }

        private string Name(int copy) => ledger.Recipients == 1
            ? Number(copy)
            : $"{Number(copy / ledger.Recipients)}/{copy % ledger.Recipients}";

        private static string Number(int message) => message.ToString("D7", CultureInfo.InvariantCulture);
    }
}
