using Harness.Core.Evidence;
using Harness.Core.Verdicts.Behaviour.Records;

namespace Harness.Tests.Evidence;

/// <summary>A line goes on after what is wrong with a JSON: no full stop stands before its semicolon.</summary>
public sealed class JsonComplaintTests
{
    private const string NoValue = "line 2: '#' is an invalid start of a value";

    [Test]
    public void A_run_record() => FluentActions.Invoking(() => RunRecordJson.Read("{ \"schema\":\n #")).Should().ThrowExactly<FormatException>().WithMessage(NoValue);

    [Test]
    public void A_behaviour_record() => FluentActions.Invoking(() => BehaviourRecordJson.Read("{ \"schema\":\n #")).Should().ThrowExactly<FormatException>().WithMessage(NoValue);

    [TestCase("{ \"schema\":\n #", NoValue)]
    [TestCase("{ \"a\":\n #", NoValue)]
    [TestCase("{ \"schema\": 1,\n  \"tool\": }", "line 2: '}' is an invalid start of a value")]
    [TestCase("{", "line 1: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed")]
    public async Task A_record_that_is_compared(string json, string complaint)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("complaint").FullName, "broken.json");
        await File.WriteAllTextAsync(path, json);

        (int status, _, string error) = await Cli.CliRun.RunAsync("diff", path, path);

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        status.Should().Be(3);
        error.Should().Be($"smtp-harness: {path}: {complaint}; give a file that diff --record or certify --format json wrote\n");
    }
}
