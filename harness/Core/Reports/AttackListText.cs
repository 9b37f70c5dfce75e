using Harness.Core.Scenarios;
using Spectre.Console;

namespace Harness.Core.Reports;

/// <summary>The catalogue for a person: ids with their claims and where these come from.</summary>
public static class AttackListText
{
    private const int Gap = 2;

    /// <summary>Writes the attacks, and a line that counts them.</summary>
    public static void Write(IReadOnlyList<Attack> attacks, IAnsiConsole console)
    {
        var page = new Page(console);
        // An id that is longer than most has a line of its own.
        int column = Math.Min(attacks.Max(a => a.Id.GetCellWidth()) + Gap, page.Width * 2 / 5);
        foreach (Attack attack in attacks)
        {
            bool fits = attack.Id.GetCellWidth() + Gap <= column;
            if (!fits)
                page.Heading(attack.Id, Styles.Strong);
            page.Hang(fits ? Wrapping.Pad(attack.Id, column) : new string(' ', column), Styles.Strong, Claim(attack), Styles.Plain);
            page.Hang(new string(' ', column), Styles.Plain, attack.Source.ToString(), Styles.Quiet);
        }

        page.Heading(Words.Count(attacks.Count, "attack"), Styles.Plain);
    }

    /// <summary>A line each, for programs: id, claim and source, with a tab between them.</summary>
    public static string Plain(IReadOnlyList<Attack> attacks) => string.Concat(attacks.Select(a => $"{a.Id}\t{Claim(a)}\t{a.Source}\n"));

    private static string Claim(Attack attack) => attack.Safe ? attack.Claim : $"(intrusive) {attack.Claim}";
}
