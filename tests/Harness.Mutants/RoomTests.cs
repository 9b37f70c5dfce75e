using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Harness.Mutants;

/// <summary>The room's tests, loaded once, run as often as needed, one after the other.</summary>
internal sealed class RoomTests : ITestListener
{
    private readonly NUnitTestAssemblyRunner runner = new(new DefaultTestAssemblyBuilder());
    private bool stopAtFailure;

    public RoomTests() => runner.Load(typeof(RoomTests).Assembly, new Dictionary<string, object>
    {
        ["NumberOfTestWorkers"] = 0,
        ["RandomSeed"] = 20261127,
    });

    public Action<ITestResult> Finished { get; set; } = _ => { };

    /// <summary>The first test that failed, in a run that may have ended there.</summary>
    public string? Failure { get; private set; }

    public void Run(IReadOnlySet<string>? names, bool stopAtFailure)
    {
        Failure = null;
        this.stopAtFailure = stopAtFailure;
        runner.Run(this, new Named(names));
    }

    public void TestStarted(ITest test)
    {
    }

    public void TestFinished(ITestResult result)
    {
        if (result.Test.IsSuite)
            return;
        Finished(result);
        if (result.ResultState.Status != TestStatus.Failed || Failure is not null)
            return;
        Failure = result.Test.FullName;
        if (stopAtFailure)
            runner.StopRun();
    }

    public void TestOutput(TestOutput output)
    {
    }

    public void SendMessage(TestMessage message)
    {
    }

    private sealed class Named(IReadOnlySet<string>? names) : TestFilter
    {
        public override bool Match(ITest test) => !test.IsSuite && test.TypeInfo?.Type != typeof(KeptRoomTests) && (names?.Contains(test.FullName) ?? true);

        public override TNode AddToXml(TNode parentNode, bool recursive) => parentNode.AddElement("named");
    }
}
