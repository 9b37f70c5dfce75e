namespace Harness.Core.Postfix.Configuration;

/// <summary>One logical line of master.cf on its way to a service; complaints as master(8), smtpd(8) and postconf(1) word them.</summary>
internal sealed class MasterLine(LogicalLine line, string file, List<ConfigurationProblem> problems)
{
    private static readonly string[] Types = ["unix", "fifo", "inet", "pass", "unix-dgram"];
    private static readonly string[] FieldNames = ["service", "type", "private", "unprivileged", "chroot", "wakeup", "process_limit", "command"];

    private readonly string text = line.Text;

    public MasterService? Service()
    {
        if (line.IsCut)
            Complain("text after null byte may be ignored", false);
        if (text.Length > 0 && Blanks.Is(text[0]))
            return Refuse($"logical line must not start with whitespace: \"{Short(text)}\"", false);
        var fields = ListWords.Fields(text).ToList();
        if (fields.Count < 8)
            return Refuse("bad field count");
        string Field(int i) => text[fields[i]];
        for (var i = 1; i < 7; i++)
        {
            if (!IsValid(i, Field(i)))
                return Refuse($"invalid {FieldNames[i]} field \"{Short(Field(i))}\" in \"{Short(text)}\"");
        }
        if (Field(1) == "inet" && Field(2) is "-" or "y")
            return Refuse("inet service cannot be private");
        var overrides = new List<MainCfSetting>();
        var rest = Options(fields.Skip(8).ToList(), overrides);
        var service = new MasterService(Field(0), Field(1), Field(7), overrides, [.. rest.Select(r => text[r])], line.Number)
        {
            Private = Field(2),
            Unprivileged = Field(3),
            Chroot = Field(4),
            Wakeup = Field(5),
            ProcessLimit = Field(6),
        };
        if (service.Arguments.Count > 0 && service.Program is not ("pipe" or "spawn"))
            Complain($"service {service}: unexpected command-line argument: {Short(service.Arguments[0])}", true);
        return service;
    }

    private static bool IsValid(int field, string value) => field switch
    {
        1 => Types.Contains(value),
        2 or 3 or 4 => value is "y" or "n" or "-",
        // A question mark: only after the service has been used.
        5 => value is "-" or "-?" || value.TrimEnd('?').All(char.IsAsciiDigit) && value.Length - value.TrimEnd('?').Length <= 1,
        _ => value == "-" || value.All(char.IsAsciiDigit),
    };

    // -o name=value, -oname=value, -o { name = value }; other letters may stand before the o, as in -vo.
    private List<Range> Options(List<Range> fields, List<MainCfSetting> overrides)
    {
        var i = 0;
        for (; i < fields.Count; i++)
        {
            var option = text[fields[i]];
            if (option[0] != '-' || option is "--" or "-")
                break;
            var o = option.IndexOf('o', StringComparison.Ordinal);
            if (o < 0)
                continue;
            var (start, end) = (fields[i].Start.Value + o + 1, fields[i].End.Value);
            if (start == end)
            {
                if (++i == fields.Count)
                {
                    Complain("option requires an argument -- 'o'", true);
                    break;
                }
                (start, end) = (fields[i].Start.Value, fields[i].End.Value);
            }
            Override(start, end, overrides);
        }
        if (i < fields.Count && text[fields[i]] == "--")
            i++;
        return fields[i..];
    }

    private void Override(int start, int end, List<MainCfSetting> overrides)
    {
        if (text[start] == '{' && !Unwrap(ref start, ref end))
            return;
        var setting = text[start..end];
        if (NameValue.Split(setting, out var name, out var value, out var from) is { } complaint)
        {
            Complain($"invalid \"-o {Short(setting)}\" option value: {complaint}", true);
            return;
        }
        var placed = PlacedText.Of(line, start + from, value, file, name);
        overrides.Add(new MainCfSetting(name, value, placed.PlaceOf(0).Line, [(placed.PlaceOf(0).Line, setting)]) { Placed = placed });
    }

    // extpar(): what is in the braces, without the blanks at its ends.
    private bool Unwrap(ref int start, ref int end)
    {
        var level = 0;
        var at = start;
        for (; at < end; at++)
        {
            if (text[at] == '{')
                level++;
            else if (text[at] == '}' && --level == 0)
                break;
        }
        if (at == end || at + 1 != end)
        {
            var what = at == end ? "missing '}' in" : "syntax error after '}' in";
            Complain($"{what} \"{Short(text[start..end])}\"", true);
            return false;
        }
        (start, end) = (start + 1, end - 1);
        while (start < end && Blanks.Is(text[start]))
            start++;
        while (end > start && Blanks.Is(text[end - 1]))
            end--;
        return true;
    }

    private MasterService? Refuse(string message, bool fatal = true)
    {
        Complain(message, fatal);
        return null;
    }

    private void Complain(string message, bool fatal) => problems.Add(new(file, line.Number, message, fatal));

    private static string Short(string text) => MacroExpansion.Excerpt(text, 0, text.Length);
}
