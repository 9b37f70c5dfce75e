namespace Harness.Core.Postfix.Tables;

/// <summary>Finds the atom that a quantifier repeats.</summary>
internal static class PerlAtom
{
    /// <summary>Where the last atom of a translated pattern begins; null where there is none.</summary>
    public static int? StartOf(string spelt)
    {
        int? last = null;
        var open = new Stack<int>();
        for (int i = 0; i < spelt.Length;)
        {
            int start = i;
            char c = spelt[i++];
            if (c == '\\')
            {
                i = EndOfEscape(spelt, i);
                last = start;
            }
            else if (c == '[')
            {
                i = EndOfSet(spelt, i);
                last = start;
            }
            else if (c == '(')
            {
                open.Push(start);
                last = null;
            }
            else if (c == ')')
                last = open.TryPop(out int begin) ? begin : null;
            else if (c is '|' or '^' or '$')
                last = null;
            else
                last = start;
        }
        return last;
    }

    private static int EndOfEscape(string spelt, int i)
    {
        if (i >= spelt.Length)
            return i;
        int length = spelt[i] switch { 'u' => 5, 'x' => 3, 'c' => 2, _ => 1 };
        if (spelt[i] is 'p' or 'P' or 'k' && spelt.IndexOfAny(['}', '>'], i) is > 0 and var end)
            return end + 1;
        while (length == 1 && char.IsAsciiDigit(spelt[i]) && i + 1 < spelt.Length && char.IsAsciiDigit(spelt[i + 1]))
            i++;
        return Math.Min(i + length, spelt.Length);
    }

    private static int EndOfSet(string spelt, int i)
    {
        for (; i < spelt.Length && spelt[i] != ']'; i++)
            i += spelt[i] == '\\' ? 1 : 0;
        return Math.Min(i + 1, spelt.Length);
    }
}
