using Harness.Core.Fuzz;
using Harness.Core.Smtp;
using Spectre.Console;

namespace Harness.Core.Reports;

/// <summary>What generated transactions came to, for a person: what was tried, what held, each counterexample.</summary>
public static class FuzzText
{
    private const int MostLines = 24;
    private const int Width = 120;

    /// <summary>The report as plain text, for a file.</summary>
    public static string Plain(FuzzRecord record) => PlainText.Of(Width, console => Write(record, isQuiet: false, console));

    /// <summary>Writes the report.</summary>
    /// <param name="record">The run.</param>
    /// <param name="isQuiet">Whether only the last line is wanted.</param>
    /// <param name="console">Where to.</param>
    public static void Write(FuzzRecord record, bool isQuiet, IAnsiConsole console)
    {
        if (!isQuiet)
        {
            Line(console, $"{record.Target.Name}, {record.Target.Software}, seed {record.Seed}");
            Line(console, "");
            Counts(record, console);
            foreach (BreachKind kind in Enum.GetValues<BreachKind>())
            {
                int broken = record.Breaches.Count(b => b.Kind == kind);
                console.Write(new Text(broken == 0 ? "  held   " : "  BROKEN ", broken == 0 ? new Style(Color.Green) : new Style(Color.Red)));
                Line(console, broken == 0 ? kind.Invariant() : $"{kind.Invariant()}: {broken} {(broken == 1 ? "time" : "times")}, first {First(record, kind)}");
            }

            if (record.Late.Count > 0)
            {
                Line(console, $"  late     {record.Late.Count} {(record.Late.Count == 1 ? "answer" : "answers")} did not come in time, and came when the same was said again: {(record.Late.Count == 1 ? "transaction" : "transactions")} {string.Join(", ", record.Late.Select(b => b.Transaction))}");
            }

            foreach (Counterexample example in record.Counterexamples)
            {
                Line(console, "");
                Example(record, example, console);
            }

            Line(console, "");
        }

        Line(console, Closing(record));
    }

    /// <summary>The last line.</summary>
    public static string Closing(FuzzRecord record)
    {
        string what = $"{record.Target.Name}: {record.Played} generated transactions";
        return record.NotEstablished is { } why ? $"{what}, not established: {why} (exit 2)"
            : record.Breaches.Count > 0 ? $"{what}, {record.Breaches.Count} broke an invariant (exit 1)"
            : record.IsInterrupted ? $"{what} of {record.Asked}, no invariant broken before it was interrupted (exit 2)"
            : $"{what}, no invariant broken (exit 0)";
    }

    private static void Counts(FuzzRecord record, IAnsiConsole console)
    {
        double rate = record.Seconds > 0 ? record.Played / record.Seconds : 0;
        Line(console, $"  {record.Played} transactions on {record.Connections} connections in {record.Seconds:0.0} s, {rate:0} a second");
        Line(console, $"  {string.Join(", ", record.Kinds.Select(k => $"{k.Value} {k.Key}"))}");
        Line(console, $"  answers {string.Join(", ", record.Replies.Select(r => $"{r.Value} {r.Key}"))}; messages {record.Sent} sent, {record.Taken} taken, {record.Kept} in mailboxes");
        Line(console, "");
    }

    private static string First(FuzzRecord record, BreachKind kind)
    {
        Breach first = record.Breaches.First(b => b.Kind == kind);
        return $"{(first.Transaction > 0 ? $"in transaction {first.Transaction}" : "seen")}: {first.What}";
    }

    private static void Example(FuzzRecord record, Counterexample example, IAnsiConsole console)
    {
        Line(console, $"{example.Breach.Kind.Invariant()}: not with this");
        Line(console, $"  found     --seed {record.Seed}, transaction {example.Breach.Transaction}; {(example.IsReproduced ? $"made small in {example.Sessions} sessions" : "played by itself it breaks nothing: the whole of it")}");
        Line(console, $"  observed  {example.Breach.What}");
        foreach (string line in example.Dialogue.Take(MostLines))
        {
            Line(console, $"  {line}");
        }

        if (example.Dialogue.Count > MostLines)
        {
            Line(console, $"  … {example.Dialogue.Count - MostLines} more lines");
        }

        Line(console, example.File is { } file ? $"  scenario  {Visible.Escape(file)}" : "  scenario  not written");
    }

    private static void Line(IAnsiConsole console, string text) => console.Write(new Text(text + "\n"));
}
