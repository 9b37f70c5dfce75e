using Harness.Core.Smtp;

namespace Harness.Tests.Smtp;

public sealed class StageWordsTests
{
    [Test]
    public void Every_stage_is_read_back_from_its_word([Values] Stage stage)
    {
        StageWords.TryParse(stage.ToWord(), out var read).Should().BeTrue();
        read.Should().Be(stage);
    }

    [Test]
    public void End_of_data_is_spelt_with_hyphens() => Stage.EndOfData.ToWord().Should().Be("end-of-data");

    [Test]
    public void Stages_are_ordered_as_a_session_passes_them() =>
        Enum.GetValues<Stage>().Select(s => s.ToWord())
            .Should().Equal("connect", "helo", "mail", "rcpt", "data", "end-of-data");

    [TestCase(null)]
    [TestCase("")]
    [TestCase("EndOfData")]
    [TestCase("2")]
    public void An_unknown_word_is_no_stage(string? word) => StageWords.TryParse(word, out _).Should().BeFalse();

    [Test]
    public void An_unknown_word_is_read_as_connect_and_a_stage_without_name_is_the_callers_fault()
    {
        StageWords.TryParse("quit", out var stage).Should().BeFalse();
        stage.Should().Be(Stage.Connect);
        FluentActions.Invoking(() => ((Stage)9).ToWord()).Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("stage");
    }

    [TestCase("HELO localhost", Stage.Helo)]
    [TestCase("ehlo [192.0.2.1]", Stage.Helo)]
    [TestCase("LHLO x", Stage.Helo)]
    [TestCase("Mail FROM:<>", Stage.Mail)]
    [TestCase("RCPT\tTO:<a@example.org>", Stage.Rcpt)]
    [TestCase("DATA\r\n", Stage.Data)]
    [TestCase("BDAT 10 LAST", Stage.Data)]
    public void A_command_opens_the_stage_of_its_verb(string line, Stage stage) =>
        StageWords.OfCommand(line).Should().Be(stage);

    [TestCase("")]
    [TestCase("STARTTLS")]
    [TestCase("MAILFROM:<>")]
    [TestCase(" HELO x")]
    [TestCase(".")]
    public void Other_lines_open_none(string line) => StageWords.OfCommand(line).Should().BeNull();
}
