namespace Harness.Core.Postfix.Configuration;

/// <summary>What makes a parameter's name a name to Postfix (postconf(1), option <c>-C</c>).</summary>
public enum ParameterClass
{
    /// <summary>The release has it.</summary>
    Builtin,

    /// <summary>master.cf has a service of that name: <c>relay_destination_concurrency_limit</c>.</summary>
    Service,

    /// <summary>The configuration sets it and uses it: as <c>$name</c>, as a restriction class, or for a table's settings.</summary>
    User,

    /// <summary>An old name that the release still reads where it is set.</summary>
    Legacy,

    /// <summary>Postfix sets it itself and ignores what the configuration says: <c>process_name</c>.</summary>
    ReadOnly,
}
