using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>A table's source while it is read: its lines, where they stand, and what is wrong with them.</summary>
/// <param name="name">The table's name as main.cf spells it.</param>
/// <param name="text">The source.</param>
/// <param name="file">The file on the server; null for rules that stand in main.cf itself.</param>
/// <param name="place">The line of main.cf that names the table.</param>
internal sealed class TableSource(string name, string text, string? file, SettingLine place)
{
    private readonly List<TableProblem> _problems = [];

    public string Name { get; } = name;

    public IReadOnlyList<TableProblem> Problems => _problems;

    public bool IsFatal { get; private set; }

    public IEnumerable<TableLine> Lines() => TableLine.Read(text, (number, message) => Complain(number, message, ""));

    public SettingLine PlaceOf(TableLine line) => PlaceOf(line.Number, line.Text);

    public void Complain(TableLine line, string message) => Complain(line.Number, message, line.Text);

    public void Fail(TableLine line, string message)
    {
        IsFatal = true;
        _problems.Add(new(PlaceOf(line), message) { IsFatal = true });
    }

    private void Complain(int number, string message, string line) => _problems.Add(new(PlaceOf(number, line), message));

    private SettingLine PlaceOf(int number, string line) =>
        file is null ? place : new(file, number, place.Parameter, line.Length <= 200 ? line : line[..200]);
}
