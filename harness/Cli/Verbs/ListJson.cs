using Harness.Core.Reports;
using Harness.Core.Scenarios;

namespace Harness.Cli.Verbs;

/// <summary>The catalogue for programs: <c>list --format json</c>. Its form is <c>fixtures/schema/list.schema.json</c>.</summary>
internal static class ListJson
{
    /// <summary>An array with an object for each attack, and a final line feed.</summary>
    public static string Write(IEnumerable<Attack> attacks) => JsonForm.Write(attacks.Select(Listed.Of));

    private sealed record Listed(
        string Id, string Claim, Source Source, bool Safe, IReadOnlyList<string> Needs,
        IReadOnlyList<string> Clients, IReadOnlyList<string> Facts, bool Lists, bool ServerSide, bool InClear, int Variants, string Remedy)
    {
        public static Listed Of(Attack attack)
        {
            Needs needs = Core.Scenarios.Needs.Of(attack);
            return new Listed(
                attack.Id, attack.Claim, attack.Source, attack.Safe, needs.InWords(),
                needs.Clients, needs.Facts, needs.Lists, needs.ServerSide, needs.InClear, attack.Each.Count, attack.Remedy);
        }
    }
}
