using Harness.Core.Mutation.Parameters;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation.Operators;

/// <summary>
/// A line is commented out. Of a parameter on several lines the first: those after it continue the parameter before it
/// (postconf(5), the general format of main.cf). Another one takes all its restrictions with it.
/// </summary>
internal sealed class Comment : IMutationOperator
{
    /// <inheritdoc/>
    public string Name => "comment";

    /// <inheritdoc/>
    public IEnumerable<Change> Of(ConfigurationText configuration)
    {
        HashSet<MainCfSetting> lists = [.. configuration.RestrictionLists];
        foreach (MainCfSetting setting in configuration.InForce.Where(s => s.Lines.Count > 1 && (lists.Contains(s) || Bearing.Of(s.Name) is not null)))
        {
            for (int i = 0; i < setting.Lines.Count; i++)
            {
                int line = setting.Lines[i].Line;
                int start = configuration.Line(line).Start;
                yield return new Change(
                    i == 0 ? setting.Name : $"{setting.Name}/line-{i}",
                    configuration.Place(setting, line),
                    [new Edit(start, start, "#")],
                    i == 0 ? $"the line of {setting.Name} is commented out: its continuation belongs to the parameter before it" : "a continuation line is commented out")
                {
                    Restrictions = [.. configuration.Entries(setting).Where(e => i == 0 || e.Line == line).Select(e => e.Name)],
                    Likely = Bearing.Of(setting.Name)?.Likely ?? [],
                };
            }
        }
    }
}
