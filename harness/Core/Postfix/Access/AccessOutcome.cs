using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access;

/// <summary>What smtpd(8) answers, and why; predicted by the model, or observed in the lab.</summary>
/// <param name="Stage">The command that was answered with a refusal, or the one asked for where none was.</param>
/// <param name="Code">The reply code; 0 where the server hung up without a word.</param>
/// <param name="Enhanced">The enhanced status code as sent, empty where none was.</param>
/// <param name="Text">The rest of the reply; of the first line where there are several.</param>
/// <param name="Restriction">The restriction that decided, lower case, as generic_checks logs it; empty where none did.</param>
/// <param name="Place">The line on which that restriction stands, where known.</param>
public sealed record AccessOutcome(
    AccessCommand Stage, int Code, string Enhanced, string Text, string Restriction, SettingLine? Place);
