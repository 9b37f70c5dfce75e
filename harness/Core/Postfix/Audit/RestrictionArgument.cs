namespace Harness.Core.Postfix.Audit;

/// <summary>What follows a restriction's name.</summary>
internal enum RestrictionArgument
{
    /// <summary>A <c>type:table</c>.</summary>
    Table,

    /// <summary>A DNS zone, with or without a pattern.</summary>
    Zone,

    /// <summary>A policy server.</summary>
    Service,

    /// <summary>A number of seconds.</summary>
    Seconds,
}
