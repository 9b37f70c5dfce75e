using Harness.Core.Engine;
using Harness.Core.Evidence;
using Harness.Core.Scenarios;
using Harness.Core.Smtp;
using Harness.Tests.Smtp;

namespace Harness.Tests.Engine;

/// <summary>Attacks in a line, and one session of them against a script.</summary>
internal static class Sessions
{
    public static readonly Deadlines Short = Deadlines.Default with { Reply = TimeSpan.FromMilliseconds(60), EndOfData = TimeSpan.FromMilliseconds(60) };

    /// <summary>A server that greets.</summary>
    public static Script Greets() => new Script().Send("220 mx\r\n");

    /// <summary>What it does when the client says goodbye.</summary>
    public static Script Bye(Script script) => script.Expect("QUIT").Send("221 bye\r\n").Close();

    public static ReplyPattern Pattern(string text) => ReplyPattern.TryParse(text, out ReplyPattern? pattern) ? pattern! : throw new ArgumentException(text);

    public static Say Say(string line, string? await = null) => new(line) { Await = await is null ? null : Pattern(await) };

    public static Attack Attack(params Step[] steps) => new()
    {
        Id = "a/b",
        Claim = "it holds",
        Source = new Source(Rfc: "5321"),
        From = FakeTarget.Kind,
        Steps = steps,
        Pass = [],
        Remedy = "",
    };

    public static async Task<Observation> PlayAsync(Script script, Deadlines? deadlines, params Step[] steps)
    {
        await using ScriptedServer server = ScriptedServer.Play(script);
        return await PlayAsync(FakeTarget.Of(server), Attack(steps), deadlines: deadlines);
    }

    public static Task<Observation> PlayAsync(FakeTarget target, Attack attack, bool control = false, Deadlines? deadlines = null)
        => new SessionPlayer(target, deadlines ?? Deadlines.Default, TimeProvider.System).PlayAsync(attack, control, CancellationToken.None);
}
