using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Core.Residency;

/// <summary>For how long a log is kept, by the configuration of logrotate(8) or journald.conf(5).</summary>
/// <param name="What">What is kept, as in <c>/var/log/mail.log</c>.</param>
/// <param name="Days">For how many days; null where nothing bounds it.</param>
/// <param name="File">The file that says so.</param>
/// <param name="Line">The line that decides.</param>
/// <param name="Text">That line.</param>
public sealed partial record LogRetention(string What, double? Days, string File, int Line, string Text)
{
    /// <summary>What logrotate does with logs of mail.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="text">Its text.</param>
    public static IEnumerable<LogRetention> OfLogrotate(string file, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        var outside = new Rotation();
        List<string> paths = [];
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Split('#')[0].Trim();
            bool opens = line.EndsWith('{');
            if (line.StartsWith('/') || line.StartsWith('"') || opens)
            {
                paths.AddRange(line.TrimEnd('{').Split([' ', '\t', '"'], StringSplitOptions.RemoveEmptyEntries));
            }
            else if (paths.Count == 0)
            {
                outside.Take(line, i);
            }

            if (!opens)
            {
                continue;
            }

            Rotation inside = outside with { };
            for (i++; i < lines.Length && lines[i].Trim() != "}"; i++)
            {
                inside.Take(lines[i].Split('#')[0].Trim(), i);
            }

            foreach (string path in paths.Where(p => Mail().IsMatch(p)))
            {
                yield return new LogRetention(path, inside.Days, file, inside.Line + 1, lines[Math.Min(inside.Line, lines.Length - 1)].Trim());
            }

            paths.Clear();
        }
    }

    /// <summary>What journald does.</summary>
    public static IEnumerable<LogRetention> OfJournald(string file, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int at = Array.FindLastIndex(lines, l => l.Trim().StartsWith("MaxRetentionSec=", StringComparison.Ordinal));
        yield return at < 0
            ? new LogRetention("the journal", null, file, 0, "MaxRetentionSec is not set")
            : new LogRetention("the journal", Span(lines[at].Trim()["MaxRetentionSec=".Length..]), file, at + 1, lines[at].Trim());
    }

    // systemd.time(7); 0 is for ever.
    private static double? Span(string text)
    {
        double seconds = 0;
        foreach (Match part in Part().Matches(text))
        {
            double number = double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture);
            seconds += number * part.Groups[2].Value switch
            {
                "" or "s" or "sec" or "second" or "seconds" => 1,
                "m" or "min" or "minute" or "minutes" => 60,
                "h" or "hr" or "hour" or "hours" => 3600,
                "d" or "day" or "days" => 86400,
                "w" or "week" or "weeks" => 604800,
                "M" or "month" or "months" => 2629800,
                _ => 31557600,
            };
        }

        return seconds > 0 ? seconds / 86400 : null;
    }

    private sealed record Rotation
    {
        private double? _every;
        private int? _rotate;
        private int? _age;

        public int Line { get; private set; }

        // The copy that is being written is kept as well. Without an interval size decides, and nobody knows.
        public double? Days => _age is { } age && _every is { } every ? Math.Min(age + every, _rotate is { } r ? (r + 1) * every : double.MaxValue)
            : _every is { } interval && _rotate is { } kept and >= 0 ? (kept + 1) * interval : null;

        public void Take(string line, int at)
        {
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["daily"]: _every = 1; break;
                case ["weekly", ..]: _every = 7; break;
                case ["monthly"]: _every = 31; break;
                case ["yearly"]: _every = 366; break;
                case ["rotate", var count] when int.TryParse(count, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int kept):
                    (_rotate, Line) = (kept, at);
                    break;
                case ["maxage", var days] when int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out int age):
                    (_age, Line) = (age, at);
                    break;
                default: break;
            }
        }
    }

    [GeneratedRegex(@"mail|maillog|postfix|syslog|messages|\*\.log$", RegexOptions.IgnoreCase)]
    private static partial Regex Mail();

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)\s*([a-zA-Z]*)")]
    private static partial Regex Part();
}
