using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Tables;

/// <summary>
/// pcre: and regexp: rules in the order of the file, the first that matches answers. Keys are matched as they are; no case
/// is folded but by the pattern's own option, which is on by default.
/// </summary>
internal sealed class PatternTable : LookupTable
{
    private readonly (PatternRule Rule, int Otherwise)[] _rules;

    private PatternTable(TableSource source, BlockRules<PatternRule> rules)
        : base(source.Name)
    {
        _rules = rules.ToArray();
        Problems = source.Problems;
    }

    public override bool IsFixed => false;

    public override IReadOnlyList<TableProblem> Problems { get; }

    public override LookupResult Find(string key)
    {
        string octets = Octets.Of(key);
        for (int i = 0; i < _rules.Length;)
        {
            (var rule, int otherwise) = _rules[i];
            bool? holds = rule.Holds(octets);
            if (holds is null)
                return LookupResult.Unknown;
            if (holds.Value && !rule.IsIf)
                return rule.Answer(octets);
            i = holds.Value ? i + 1 : otherwise;
        }
        return LookupResult.Missing;
    }

    public static LookupTable Read(TableSource source, PatternFlavour flavour)
    {
        var rules = new BlockRules<PatternRule>();
        foreach (var line in source.Lines())
        {
            string text = line.Text.TrimEnd(Blanks.All);
            if (!char.IsAsciiLetterOrDigit(text[0]))
                ReadRule(source, line, text, flavour, rules);
            else if (RuleText.IsWord(text, "IF"))
                ReadIf(source, line, text, flavour, rules);
            else if (!RuleText.IsWord(text, "ENDIF"))
                source.Complain(line, "ignoring unrecognized request");
            else if (rules.Depth == 0)
                source.Complain(line, "ignoring ENDIF without matching IF");
            else
            {
                if (text[5..].Trim(Blanks.All).Length > 0)
                    source.Complain(line, "ignoring extra text after ENDIF");
                rules.Close();
            }
        }
        foreach (var open in rules.Unclosed)
            source.Complain(open.Line, "IF has no matching ENDIF");
        return new PatternTable(source, rules);
    }

    private static void ReadIf(TableSource source, TableLine line, string text, PatternFlavour flavour, BlockRules<PatternRule> rules)
    {
        if (PatternSource.Read(text[2..], flavour, out string complaint) is not var (pattern, rest))
        {
            source.Complain(line, complaint);
            return;
        }
        if (rest.Trim(Blanks.All).Length > 0)
            source.Complain(line, $"ignoring extra text after IF statement: \"{TableLine.Excerpt(rest.Trim(Blanks.All))}\"");
        rules.Open(PatternRule.If(line, pattern));
    }

    private static void ReadRule(TableSource source, TableLine line, string text, PatternFlavour flavour, BlockRules<PatternRule> rules)
    {
        if (PatternSource.Read(text, flavour, out string complaint) is not var (pattern, rest))
        {
            source.Complain(line, complaint);
            return;
        }
        RulePattern? second = null;
        // /one/!/two/ is a rule of regexp: tables only.
        if (flavour == PatternFlavour.Posix && rest.StartsWith('!'))
        {
            if (PatternSource.Read(rest, flavour, out complaint) is not var (read, after))
            {
                source.Complain(line, complaint);
                return;
            }
            (second, rest) = (read, after);
        }
        string value = rest.TrimStart(Blanks.All);
        if (value.Length == 0)
            source.Complain(line, "no replacement text: using empty string");
        if (Substitution.Read(value, out complaint) is not { } substitution)
            complaint += ": bad replacement syntax: skipping this rule";
        else if (substitution.Highest > 0 && pattern.IsNegated)
            complaint = "$number found in negative match replacement text: skipping this rule";
        else if (substitution.Highest > pattern.Pattern.Groups)
            complaint = $"out of range replacement index \"{substitution.Highest}\": skipping this rule";
        else
        {
            rules.Add(new(line, pattern, second, substitution, source.PlaceOf(line)));
            return;
        }
        source.Complain(line, complaint);
    }
}
