namespace Harness.Core.Mutation;

/// <summary>One kind of mistake.</summary>
internal interface IMutationOperator
{
    /// <summary>Its name, the last part of a mutant's id.</summary>
    string Name { get; }

    /// <summary>Every way to make it in a configuration.</summary>
    IEnumerable<Change> Of(ConfigurationText configuration);
}
