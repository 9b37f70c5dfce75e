using Harness.Core.Mutation.Parameters;

namespace Harness.Core.Mutation.Operators;

/// <summary>The certificate stands where the key is meant, and the other way round.</summary>
internal sealed class WrongFile : ParameterOperator
{
    /// <inheritdoc/>
    public override string Name => "file";

    /// <inheritdoc/>
    protected override IEnumerable<Change> In(Parameter parameter)
    {
        string name = parameter.Setting.Name;
        string other = name.Contains("cert_file", StringComparison.Ordinal)
            ? name.Replace("cert_file", "key_file", StringComparison.Ordinal)
            : name.Replace("key_file", "cert_file", StringComparison.Ordinal);
        if (parameter.Bearing.Role == Role.File && other != name && parameter.Configuration.MainCf.Find(other) is { } file && file.Value != parameter.Value)
        {
            yield return parameter.Set(file.Value, $"{name} names the file of {other}");
        }
    }
}
