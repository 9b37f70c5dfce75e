using Harness.Core.Postfix.Intake;

namespace Harness.Core.Reports;

/// <summary>What was replaced to run a configuration, as a person reads it.</summary>
internal static class StandIns
{
    /// <summary>One line: where, what, why, and what stands there instead.</summary>
    public static string Line(StandIn standIn)
        => $"{Shown.Of(standIn.Place, 80)}: {Shown.Of(standIn.What, 120)}: {Shown.Of(standIn.Why, 120)}; instead: {Shown.Of(standIn.By, 160)}";
}
