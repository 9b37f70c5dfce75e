using System.Text;
using Harness.Core.Postfix.Access;
using Harness.Lab.Plays.Lane;

namespace Harness.Tests.Lab.Lane;

/// <summary>An answer held against a prediction while its octets are still in the buffer.</summary>
public class LaneAnswerTests
{
    [TestCase(AccessCommand.Rcpt, 250, "2.1.5 Ok", AccessCommand.Rcpt, 250, "2.1.5", "Ok", true)]
    [TestCase(AccessCommand.Rcpt, 250, "2.1.5 Ok", AccessCommand.Rcpt, 250, "2.1.5", "Oh", false)]
    [TestCase(AccessCommand.Rcpt, 250, "2.1.5 Ok", AccessCommand.Rcpt, 250, "2.1.0", "Ok", false)]
    [TestCase(AccessCommand.Rcpt, 250, "2.1.5 Ok", AccessCommand.Mail, 250, "2.1.5", "Ok", false)]
    [TestCase(AccessCommand.Rcpt, 550, "2.1.5 Ok", AccessCommand.Rcpt, 250, "2.1.5", "Ok", false)]
    [TestCase(AccessCommand.Helo, 250, "mail.example", AccessCommand.Helo, 250, "", "mail.example", true)]
    [TestCase(AccessCommand.Rcpt, 0, "", AccessCommand.Rcpt, 0, "", "", true)]
    [TestCase(AccessCommand.Rcpt, 550, "5.1.1 <bücher@example>: no", AccessCommand.Rcpt, 550, "5.1.1", "<bücher@example>: no", true)]
    [TestCase(AccessCommand.EndOfData, 250, "2.0.0 Ok: queued as 4ABC", AccessCommand.EndOfData, 250, "2.0.0", "Ok: queued as", true)]
    public void Is_what_was_foretold(AccessCommand stage, int code, string line, AccessCommand foretold, int foretoldCode, string enhanced, string text, bool isSo)
        => new LaneAnswer(stage, code, Encoding.UTF8.GetBytes(line)).Is(new AccessOutcome(foretold, foretoldCode, enhanced, text, "", null)).Should().Be(isSo);
}
