using Harness.Core.Mutation.Parameters;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation.Operators;

/// <summary>A parameter begins with a blank, so that it belongs to the value of the one before it.</summary>
internal sealed class Indent : IMutationOperator
{
    /// <inheritdoc/>
    public string Name => "indent";

    /// <inheritdoc/>
    public IEnumerable<Change> Of(ConfigurationText configuration)
    {
        HashSet<MainCfSetting> lists = [.. configuration.RestrictionLists];
        // The first one would continue nothing, and Postfix leaves it out: that is "unset".
        foreach (MainCfSetting setting in configuration.InForce.Where(s => lists.Contains(s) || Bearing.Of(s.Name) is not null))
        {
            if (configuration.MainCf.Settings.LastOrDefault(s => s.Line < setting.Line) is not { } before)
            {
                continue;
            }

            int start = configuration.Line(setting.Line).Start;
            yield return new Change(
                setting.Name,
                configuration.Place(setting, setting.Line),
                [new Edit(start, start, " ")],
                $"{setting.Name} begins with a blank and belongs to the value of {before.Name}")
            {
                Restrictions = [.. lists.Contains(setting) ? configuration.Entries(setting).Select(e => e.Name) : []],
                Likely = [.. Bearing.Of(setting.Name)?.Likely ?? [], .. Bearing.Of(before.Name)?.Likely ?? []],
            };
        }
    }
}
