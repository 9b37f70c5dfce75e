using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Postfix.Access;

/// <summary>What smtpd(8) answers, and why; predicted by the model, or observed in the lab.</summary>
/// <param name="Stage">The command that was answered with a refusal, or the one asked for where none was.</param>
/// <param name="Code">The reply code; 0 where the server hung up without a word, or nothing is known.</param>
/// <param name="Enhanced">The enhanced status code as sent, empty where none was.</param>
/// <param name="Text">The rest of the reply; of the first line where there are several.</param>
/// <param name="Restriction">
/// The restriction that decided, lower case, as generic_checks logs it with status 2; empty where none did.
/// </param>
/// <param name="Place">The line on which that restriction stands, where known.</param>
public sealed record AccessOutcome(
    AccessCommand Stage, int Code, string Enhanced, string Text, string Restriction, SettingLine? Place)
{
    /// <summary>
    /// The restriction whose words are sent, where that is another than <see cref="Restriction"/>: one that was remembered by
    /// defer_if_permit or defer_if_reject. Empty otherwise.
    /// </summary>
    public string Remembered { get; init; } = "";

    /// <summary>The line of the access table that decided, where one did.</summary>
    public SettingLine? Entry { get; init; }

    /// <summary>
    /// What would have to be known to say more: a table, a service, a DNS name. Null where the prediction is certain; where it is
    /// not, only <see cref="Stage"/>, <see cref="Restriction"/> and <see cref="Place"/> have a meaning.
    /// </summary>
    public string? UnknownBecause { get; init; }

    /// <summary>Why smtpd dies instead of answering; null where it does not.</summary>
    public string? Fatal { get; init; }

    /// <summary>Whether the server said yes.</summary>
    public bool IsAccepted => Code is >= 200 and < 400;
}
