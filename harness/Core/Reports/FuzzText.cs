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
        var page = new Page(console);
        if (!isQuiet)
            Body(record, page);
        page.Heading(Closing(record), record.NotEstablished is not null || (record.IsInterrupted && record.Breaches.Count == 0) ? Styles.Open : record.Breaches.Count > 0 ? Styles.Bad : Styles.Good);
    }

    private static void Body(FuzzRecord record, Page page)
    {
        page.Heading($"{record.Target.Name}, {record.Target.Software}, seed {record.Seed}", Styles.Strong);
        page.Blank();
        Counts(record, page);
        foreach (BreachKind kind in Enum.GetValues<BreachKind>())
        {
            int broken = record.Breaches.Count(b => b.Kind == kind);
            page.Hang(
                broken == 0 ? "  held   " : "  BROKEN ", broken == 0 ? Styles.Good : Styles.Bad,
                broken == 0 ? kind.Invariant() : $"{kind.Invariant()}: {Words.Count(broken, "time")}, first {First(record, kind)}", Styles.Plain);
        }

        if (record.Late.Count > 0)
        {
            page.Hang("  late   ", Styles.Open, $"{Words.Count(record.Late.Count, "answer")} did not come in time, and came when the same was said again: {(record.Late.Count == 1 ? "transaction" : "transactions")} {string.Join(", ", record.Late.Select(b => b.Transaction))}", Styles.Plain);
        }

        foreach (Counterexample example in record.Counterexamples)
        {
            page.Blank();
            Example(record, example, page);
        }

        page.Blank();
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

    private static void Counts(FuzzRecord record, Page page)
    {
        double rate = record.Seconds > 0 ? record.Played / record.Seconds : 0;
        Fact(page, "", $"{record.Played} transactions on {record.Connections} connections in {record.Seconds:0.0} s, {rate:0} a second");
        Fact(page, "", string.Join(", ", record.Kinds.Select(k => $"{k.Value} {k.Key}")));
        Fact(page, "", $"answers {string.Join(", ", record.Replies.Select(r => $"{r.Value} {r.Key}"))}; messages {record.Sent} sent, {record.Taken} taken, {record.Kept} in mailboxes");
        page.Blank();
    }

    private static string First(FuzzRecord record, BreachKind kind)
    {
        Breach first = record.Breaches.First(b => b.Kind == kind);
        return $"{(first.Transaction > 0 ? $"in transaction {first.Transaction}" : "seen")}: {first.What}";
    }

    private static void Example(FuzzRecord record, Counterexample example, Page page)
    {
        page.Heading($"{example.Breach.Kind.Invariant()}: not with this", Styles.Strong);
        Fact(page, "found     ", $"--seed {record.Seed}, transaction {example.Breach.Transaction}; {(example.IsReproduced ? $"made small in {example.Sessions} sessions" : "played by itself it breaks nothing: the whole of it")}");
        Fact(page, "observed  ", example.Breach.What);
        foreach (string line in example.Dialogue.Take(MostLines))
        {
            Fact(page, "", line);
        }

        if (example.Dialogue.Count > MostLines)
        {
            Fact(page, "", $"… {example.Dialogue.Count - MostLines} more lines");
        }

        Fact(page, "scenario  ", example.File is { } file ? Visible.Escape(file) : "not written");
    }

    private static void Fact(Page page, string label, string text) => page.Hang("  " + label, Styles.Quiet, text, Styles.Plain);
}
