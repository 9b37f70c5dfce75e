using Harness.Core.Postfix.Access.Names;
using Harness.Lab;

namespace Harness.Cli.Verbs.Replaying;

/// <summary>What the caller wants to replay.</summary>
/// <param name="Files">The mail logs.</param>
/// <param name="Configuration">The configuration.</param>
/// <param name="Version">Whose rules and defaults hold.</param>
/// <param name="Dns">What he tells of names.</param>
internal sealed record ReplayRequest(
    IReadOnlyList<string> Files, ConfigurationFiles Configuration, PostfixVersion Version, IReadOnlyDictionary<string, NameAnswer?> Dns);
