using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>cidr: networks in the order of the file, the first that holds the address answers (cidr_table(5), dict_cidr.c).</summary>
internal sealed class CidrTable : LookupTable
{
    private readonly (Entry Rule, int Otherwise)[] _rules;

    private CidrTable(TableSource source, BlockRules<Entry> rules)
        : base(source.Name)
    {
        _rules = rules.ToArray();
        Problems = source.Problems;
    }

    public override bool IsFixed => false;

    public override IReadOnlyList<TableProblem> Problems { get; }

    public override LookupResult Find(string key) => Find(key.AsSpan());

    public override LookupResult Find(ReadOnlySpan<char> key)
    {
        if (!CidrPattern.TryAddress(key, out bool isIPv6, out var address))
            return LookupResult.Missing;
        for (int i = 0; i < _rules.Length;)
        {
            (var rule, int otherwise) = _rules[i];
            // A rule says nothing about the other family, not even with a "!"; an if of the other family does not match.
            bool matches = rule.Pattern.IsIPv6 == isIPv6 && rule.Pattern.Contains(isIPv6, address) != rule.IsNegated;
            if (matches && rule.Answer is not null)
                return rule.Answer;
            i = matches ? i + 1 : otherwise;
        }
        return LookupResult.Missing;
    }

    public static LookupTable Read(TableSource source)
    {
        var rules = new BlockRules<Entry>();
        foreach (var line in source.Lines())
        {
            if (!TryRule(source, line, rules, out string complaint))
                source.Complain(line, $"{complaint}: skipping this rule");
        }
        foreach (var open in rules.Unclosed)
            source.Complain(open.Line, "IF has no matching ENDIF");
        return new CidrTable(source, rules);
    }

    private static bool TryRule(TableSource source, TableLine line, BlockRules<Entry> rules, out string complaint)
    {
        string text = line.Text;
        if (RuleText.IsWord(text, "ENDIF"))
        {
            complaint = text[5..].Trim(Blanks.All).Length > 0 ? "garbage after ENDIF" : rules.Depth == 0 ? "ENDIF without IF" : "";
            if (complaint.Length == 0)
                rules.Close();
            return complaint.Length == 0;
        }
        bool isIf = RuleText.IsWord(text, "IF");
        string rest = RuleText.AfterNegations(isIf ? text[2..] : text, out bool negated);
        int end = isIf ? rest.Length : RuleText.FirstBlank(rest);
        string pattern = rest[..end].TrimEnd(Blanks.All);
        string value = rest[end..].Trim(Blanks.All);
        if (pattern.Length == 0)
        {
            complaint = "no address pattern";
            return false;
        }
        if (!CidrPattern.TryRead(pattern, out var read, out complaint))
            return false;
        if (isIf)
        {
            rules.Open(new(read, negated, null, line));
            return true;
        }
        complaint = value.Length == 0 ? "no lookup result" : "";
        if (value.Length > 0)
            rules.Add(new(read, negated, new(LookupStatus.Found, value, source.PlaceOf(line)), line));
        return value.Length > 0;
    }

    private sealed record Entry(CidrPattern Pattern, bool IsNegated, LookupResult? Answer, TableLine Line);
}
