using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Core.Fuzz;

/// <summary>
/// Makes a counterexample small: leaves out transactions, writes, lines, then octets, as long as the invariant breaks.
/// </summary>
/// <param name="breaks">Whether the invariant breaks with these transactions; each call is a session with the server.</param>
/// <param name="goesOn">Whether there is patience for one more.</param>
/// <remarks>CsCheck shrinks by drawing anew, which takes thousands of draws; here each costs a session, and a text can be cut.</remarks>
internal sealed partial class Shrinking(Func<IReadOnlyList<FuzzTransaction>, Task<bool>> breaks, Func<bool> goesOn)
{
    /// <summary>The least that still breaks it, of what there is patience for.</summary>
    /// <param name="transactions">What breaks it.</param>
    public async Task<IReadOnlyList<FuzzTransaction>> ShrinkAsync(IReadOnlyList<FuzzTransaction> transactions)
    {
        IReadOnlyList<FuzzTransaction> least = await WithoutAsync(transactions, t => t, 1);
        for (int t = 0; t < least.Count; t++)
        {
            int place = t;
            IReadOnlyList<FuzzTransaction> With(IReadOnlyList<FuzzWrite> writes) => Replaced(least, place, least[place] with { Writes = writes });
            IReadOnlyList<FuzzWrite> writes = await WithoutAsync(least[t].Writes, With, 1);
            least = With(writes);
            for (int w = 0; w < least[place].Writes.Count; w++)
            {
                int at = w;
                FuzzWrite write = least[place].Writes[at];
                if (Usual(write, least[place].Number) is { } usual && goesOn() && await breaks(With(Replaced(least[place].Writes, at, usual))))
                {
                    write = usual;
                    least = With(Replaced(least[place].Writes, at, usual));
                }

                least = With(Replaced(least[place].Writes, at, await ShrinkAsync(write, shorter => With(Replaced(least[place].Writes, at, shorter)))));
            }
        }

        return least;
    }

    private async Task<FuzzWrite> ShrinkAsync(FuzzWrite write, Func<FuzzWrite, IReadOnlyList<FuzzTransaction>> with)
    {
        (string head, string text) = Chunk().Match(write.Text) is { Success: true } chunk ? (chunk.Value, write.Text[chunk.Length..]) : ("", write.Text);
        IReadOnlyList<string> units = [.. Lines().Matches(text).Select(m => m.Value)];
        units = await WithoutAsync(units, Rewritten, Math.Max(1, units.Count / 2));
        units = [.. Units().Matches(string.Concat(units)).Select(m => m.Value)];
        units = await WithoutAsync(units, Rewritten, Math.Max(1, units.Count / 2));
        return Shorter(units) ?? write;

        IReadOnlyList<FuzzTransaction>? Rewritten(IReadOnlyList<string> kept) => Shorter(kept) is { } shorter ? with(shorter) : null;

        FuzzWrite? Shorter(IReadOnlyList<string> kept)
        {
            string all = string.Concat(kept);
            return head.Length > 0 ? write with { Text = Size().Replace(head, all.Length.ToString(CultureInfo.InvariantCulture), 1) + all } : Answerable(write with { Text = all });
        }
    }

    // The same command with nothing odd about it.
    private static FuzzWrite? Usual(FuzzWrite write, int number)
    {
        string verb = write.Text.Length >= 4 ? write.Text[..4].ToUpperInvariant() : "";
        return write is not { Replies: 1, AfterGoAhead: false } ? null
            : verb == "MAIL" ? write with { Text = $"MAIL FROM:{Generation.Addresses.Usual(number)}\r\n" }
            : verb == "RCPT" ? write with { Text = "RCPT TO:<{recipient}>\r\n" }
            : null;
    }

    // A client that waits for an answer to what is none hangs until its patience ends.
    private static FuzzWrite? Answerable(FuzzWrite write)
    {
        int lines = write.Text.Count(c => c == '\n');
        return write.Replies == 0 ? (write.Text.Length > 0 ? write : null)
            : write.AfterGoAhead ? (write.Text == ".\r\n" || write.Text.EndsWith("\r\n.\r\n", StringComparison.Ordinal) ? write : null)
            : lines > 0 && write.Text.EndsWith('\n') ? write with { Replies = lines } : null;
    }

    // Leaves out ever smaller runs of parts (Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002).
    private async Task<IReadOnlyList<T>> WithoutAsync<T>(IReadOnlyList<T> parts, Func<IReadOnlyList<T>, IReadOnlyList<FuzzTransaction>?> whole, int run)
    {
        for (; run > 0; run /= 2)
        {
            for (int at = 0; at < parts.Count && goesOn();)
            {
                IReadOnlyList<T> fewer = [.. parts.Take(at), .. parts.Skip(at + run)];
                if (fewer.Count > 0 && whole(fewer) is { } candidate && await breaks(candidate))
                {
                    parts = fewer;
                }
                else
                {
                    at += run;
                }
            }
        }

        return parts;
    }

    private static IReadOnlyList<T> Replaced<T>(IReadOnlyList<T> list, int at, T by) => [.. list.Take(at), by, .. list.Skip(at + 1)];

    [GeneratedRegex(@"\ABDAT [0-9]+[^\r\n]*\r\n", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Chunk();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Size();

    [GeneratedRegex(@"[^\n]*\n|[^\n]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Lines();

    // Left out whole, or not: a placeholder, and what nothing is odd about.
    [GeneratedRegex(@"MAIL FROM:<[^<>\r\n]*>\r\n|RCPT TO:<[^<>\r\n]*>\r\n|DATA\r\n|Subject: [a-z0-9 ]+\r\n\r\n|\{[^}]*\}|\r\n|[^{]", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Units();
}
