using Harness.Core.Mutation.Parameters;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Mutation.Operators;

/// <summary>A default on which the configuration relies is set to something else.</summary>
internal sealed class Set : IMutationOperator
{
    /// <inheritdoc/>
    public string Name => "set";

    /// <inheritdoc/>
    public IEnumerable<Change> Of(ConfigurationText configuration)
    {
        string end = configuration.Text is [.., '\n'] or "" ? "" : "\n";
        foreach ((string parameter, string value, string why) in ReliedOn.All.Where(r => configuration.MainCf.Find(r.Parameter) is null))
        {
            yield return new Change(
                parameter,
                SettingLine.Default(configuration.MainCf.FileName, parameter),
                [new Edit(configuration.Text.Length, configuration.Text.Length, $"{end}{parameter} ={(value.Length == 0 ? "" : " ")}{value}\n")],
                why)
            {
                Variant = Spelt(value),
                Likely = Bearing.Of(parameter)?.Likely ?? ["relay/safety-net", "relay/*"],
            };
        }
    }

    private static string Spelt(string value) => value.Length == 0 ? "empty" : new string([.. value.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-')]).Trim('-');
}
