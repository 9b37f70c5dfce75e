using NUnit.Framework.Interfaces;

[assembly: Harness.Mutants.Watched]

namespace Harness.Mutants;

/// <summary>Tells when a test begins and is over, in its own thread: the runner's events come later.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class WatchedAttribute : TestActionAttribute
{
    public static Action<string>? Begins { get; set; }

    public static Action<string>? IsOver { get; set; }

    public override ActionTargets Targets => ActionTargets.Test;

    public override void BeforeTest(ITest test) => Begins?.Invoke(test.FullName);

    public override void AfterTest(ITest test) => IsOver?.Invoke(test.FullName);
}
