using System.Reflection;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Execution;

namespace Harness.Testing;

/// <summary>The cases of a test method that this run of NUnit will ask for.</summary>
internal static class SelectedCases
{
    /// <summary>The method that the running case belongs to, and its cases that the run's filter selects.</summary>
    /// <remarks>
    /// Who filters, by category or name, wants the other attacks not to be played: against a server that is not the lab's, that is a promise. NUnit
    /// hands the filter to nobody; where it is not to be found, all cases of the method are played.
    /// </remarks>
    public static (object Method, IReadOnlyList<PolicyCase> Cases) With(PolicyCase asked)
    {
        TestExecutionContext context = TestExecutionContext.CurrentContext;
        if (context.CurrentTest?.Parent is not { } method)
        {
            return (asked, [asked]);
        }

        ITestFilter? filter = Filter(context);
        PolicyCase[] cases = [.. method.Tests.Where(t => filter?.Pass(t) ?? true).Select(CaseOf).OfType<PolicyCase>().Where(c => c.Policy == asked.Policy)];
        return cases.Contains(asked) ? (method, cases) : (asked, [asked]);
    }

    private static PolicyCase? CaseOf(ITest test) => test.Arguments is [var argument, ..] ? argument switch
    {
        PolicyCase one => one,
        CertificationCase certified => certified.Claim,
        _ => null,
    } : null;

    private static ITestFilter? Filter(TestExecutionContext context)
        => (context.Dispatcher?.GetType().GetField("_topLevelWorkItem", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(context.Dispatcher) as WorkItem)?.Filter;
}
