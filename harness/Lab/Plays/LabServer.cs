using Harness.Core.Evidence;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;
using Harness.Core.Remedies;
using Harness.Lab.Clients;

namespace Harness.Lab.Plays;

/// <summary>The server under test as the access model is told of it: its composed configuration, its tables, its DNS.</summary>
/// <param name="Configuration">main.cf and master.cf as they run, the overlay at their end, for the smtpd behind port 25.</param>
/// <param name="World">Its tables and the lab's DNS, the lists in the mode <c>listed</c>.</param>
public sealed record LabServer(EffectiveConfiguration Configuration, AccessWorld World)
{
    /// <summary>The machine it runs on.</summary>
    public required MachineFacts Machine { get; init; }

    /// <summary>What predictions and remedies are made of.</summary>
    /// <param name="target">The configuration, as it was loaded.</param>
    public ServerUnderTest UnderTest(LabTarget target)
    {
        // Lines are told by the user's file; what the overlay adds stands after them.
        string text = string.Join('\n', Lines(Configuration.Main));
        return new(
            MainCf.Parse(text, target.MainCf!.FileName), Configuration.Master, Configuration.Parameters.Release, Machine, World, target.Facts,
            [.. target.Clients.Select(c => new ClientSeen(c.Kind, c.Address, c.Name))],
            c => new LabClient(c.Kind, c.Address, c.Name).HeloName);
    }

    private static IEnumerable<string> Lines(MainCf main)
    {
        ILookup<int, string> lines = main.Settings.SelectMany(s => s.Lines).ToLookup(l => l.Line, l => l.Text);
        return Enumerable.Range(1, lines.Max(l => l.Key)).Select(n => lines[n].FirstOrDefault() ?? "");
    }
}
