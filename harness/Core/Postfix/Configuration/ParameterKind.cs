namespace Harness.Core.Postfix.Configuration;

/// <summary>How Postfix reads a parameter's value.</summary>
public enum ParameterKind
{
    /// <summary>Text, or a list.</summary>
    Text,

    /// <summary>Text that is not expanded when it is read: its <c>$name</c> are for a reply or a delivery.</summary>
    Raw,

    /// <summary><c>yes</c> or <c>no</c>, in any case.</summary>
    Flag,

    /// <summary>A number of 32 bits.</summary>
    Number,

    /// <summary>A number of 64 bits.</summary>
    LargeNumber,

    /// <summary>A number with a unit: s, m, h, d, w.</summary>
    Time,
}
