namespace Harness.Core.Storm.Faults;

/// <summary>
/// The time within which a fault kept Postfix from noting what the next hop said. When in it the fault took effect nobody can tell: on a
/// busy machine an engine needs seconds to kill a container.
/// </summary>
/// <param name="From">When the fault was asked for, in tenths of a second of the storm.</param>
/// <param name="To">When it had taken effect for certain, in the same unit.</param>
public readonly record struct CutSpan(int From, int To)
{
    // Between the next hop's 250 and the mark in the queue file there are milliseconds; on a slow disk, seconds.
    private const int TenthsBefore = 50;

    /// <summary>Whether what arrived then may have arrived without Postfix being able to note it.</summary>
    /// <param name="arrived">Tenths of a second of the storm.</param>
    public bool Explains(int arrived) => arrived >= From - TenthsBefore && arrived <= To;
}
