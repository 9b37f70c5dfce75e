using System.Text;
using Harness.Core.Evidence;

namespace Harness.Tests.Evidence;

public sealed class RunRecordJsonTests
{
    private static readonly string Sample = RunRecordJson.Write(SampleRun.Record);

    [Test]
    public void A_record_survives_the_round_trip()
    {
        var read = RunRecordJson.Read(Sample);
        RunRecordJson.Write(read).Should().Be(Sample);
        read.Should().BeEquivalentTo(SampleRun.Record, o => o.WithStrictOrdering().RespectingRuntimeTypes());
    }

    [Test]
    public void What_is_null_is_not_written_and_not_missed() =>
        RunRecordJson.Read(RunRecordJson.Write(SampleRun.Record with { Target = SampleRun.Record.Target with { MainCf = null, MainCfFile = null, CertificateSha256 = null } }))
            .Target.MainCf.Should().BeNull();

    [TestCase("a\u202eb\u200b\u2028\u007f\u009b")]
    [TestCase("😀 \ue000 \u0301")]
    public void Invisible_characters_are_written_as_escapes_and_read_back(string text)
    {
        var json = RunRecordJson.Write(SampleRun.Record with { Tool = text });
        json.Should().MatchRegex("^[\\n -~§]*$");
        RunRecordJson.Read(json).Tool.Should().Be(text);
    }

    [TestCase("tool")]
    [TestCase("started")]
    [TestCase("target")]
    [TestCase("observations")]
    [TestCase("target.name")]
    [TestCase("attacks.0.claim")]
    [TestCase("attacks.0.steps.0.line")]
    [TestCase("attacks.0.steps.0.$type")]
    [TestCase("observations.0.attack")]
    [TestCase("observations.0.exchanges.0.code")]
    [TestCase("observations.0.outcome.ending")]
    public void A_member_that_must_be_there_is_missed(string path) => Rejected(Edited.At(Sample, path, null));

    [TestCase("surprise", "1")]
    [TestCase("Tool", "\"twice, by letter case\"")]
    [TestCase("target.surprise", "1")]
    [TestCase("tool", "7")]
    [TestCase("target", "[]")]
    [TestCase("bracket.0", "null")]
    [TestCase("bracket", "null")]
    [TestCase("attacks.0.let", "{ \"a\": null }")]
    [TestCase("attacks.0.steps.0", "{ \"$type\": \"shout\" }")]
    [TestCase("attacks.0.pass.0.reply.0", "\"999\"")]
    [TestCase("attacks.0.pass.0.reply.0", "250")]
    [TestCase("attacks.0.pass.0.stage", "99")]
    [TestCase("attacks.0.pass.0.stage", "\"99\"")]
    [TestCase("attacks.0.pass.0.stage", "\"data, rcpt\"")]
    [TestCase("observations.0.outcome.code", "250.5")]
    [TestCase("observations.0.outcome.code", "99999999999999999999")]
    [TestCase("observations.0.transcript.0.ms", "1e999")]
    [TestCase("seconds", "-1e999")]
    [TestCase("seconds", "\"NaN\"")]
    [TestCase("started", "\"yesterday\"")]
    public void A_value_that_cannot_be_is_refused(string path, string value) => Rejected(Edited.At(Sample, path, value));

    [TestCase("", "line 1: *")]
    [TestCase("\n\n", "line *")]
    [TestCase("\u0001", "line 1: *")]
    [TestCase("null", "no \"schema\" member*")]
    [TestCase("[]", "no \"schema\" member*")]
    [TestCase("{}", "no \"schema\" member*")]
    [TestCase("{ \"schema\": \"1\" }", "no \"schema\" member*")]
    [TestCase("{ \"schema\": 1e99 }", "no \"schema\" member*")]
    [TestCase("{ \"schema\": 2 }", "written with schema 2; this program reads schema 1")]
    [TestCase("{ \"schema\": 1, \"schema\": 1 }", "*")]
    [TestCase("{ \"schema\": 1,\n  \"tool\": }", "line 2: *")]
    [TestCase("{ \"schema\": 1 }", "*tool*")]
    [TestCase("{ \"schema\": 1,\n  \"tool\": \"\\ud800\" }", "*")]
    [TestCase("{ \"schema\": 1, \"\\ud800\": 1 }", "*")]
    public void Other_text_is_refused_with_its_place(string json, string message) => Rejected(json).WithMessage(message);

    [Test]
    public void The_place_is_the_line_of_the_file() =>
        Rejected("\n\n" + Sample.Replace("\"seconds\": 41.25", "\"seconds\": \"long\"", StringComparison.Ordinal)).WithMessage("line 7: *");

    [Test]
    public void A_lone_surrogate_is_refused() => Rejected("{ \"schema\": 1, \"tool\": \"" + '\ud800' + "\" }");

    [Test]
    public void Depth_is_bounded() =>
        Rejected("{ \"schema\": 1, \"tool\": " + new string('[', 100_000) + new string(']', 100_000) + "}").WithMessage("line 1: *");

    [Test]
    public void A_record_that_ends_too_early_is_refused()
    {
        for (var length = 0; length < Sample.Length - 2; length += 997)
            Rejected(Sample[..length]);
    }

    [Test]
    public void Mutated_records_are_read_or_refused()
    {
        var random = new Random(8259);
        var octets = Encoding.UTF8.GetBytes(RunRecordJson.Write(SampleRun.Record with { Observations = [.. SampleRun.Record.Observations.Take(2)] }));
        for (var round = 0; round < 1500; round++)
        {
            var mutated = (byte[])octets.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
                mutated[random.Next(mutated.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"\"{}[],:0-9eE\\ntul"[random.Next(16)];
            try
            {
                _ = RunRecordJson.Write(RunRecordJson.Read(Encoding.UTF8.GetString(mutated)));
            }
            catch (FormatException)
            {
                // The one exception that is promised.
            }
        }
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<FormatException> Rejected(string json) =>
        FluentActions.Invoking(() => RunRecordJson.Read(json)).Should().ThrowExactly<FormatException>();
}
