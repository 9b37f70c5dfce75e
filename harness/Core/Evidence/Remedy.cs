namespace Harness.Core.Evidence;

/// <summary>A line of main.cf that mends something.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Value">Its whole value, which takes the place of what main.cf says of it now; may be empty.</param>
/// <param name="Foretold">
/// Whether the access model foretells that it mends what it is for. A setting that is no access restriction comes from the catalogue;
/// of it the model only foretells that ordinary mail is answered as before.
/// </param>
public sealed record PasteLine(string Parameter, string Value, bool Foretold)
{
    /// <summary>The line as it stands in main.cf.</summary>
    public override string ToString() => $"{Parameter} = {Value}".TrimEnd();
}

/// <summary>The lines that mend one claim.</summary>
/// <param name="Attack">The attack's id.</param>
/// <param name="Lines">The lines, each a parameter; together they mend it.</param>
public sealed record Remedy(string Attack, IReadOnlyList<PasteLine> Lines);

/// <summary>What mends several claims at once.</summary>
/// <param name="Attacks">The ids of the attacks that were refuted when this was put together, mended or not.</param>
/// <param name="Mended">Those of them that the lines are for.</param>
/// <param name="Lines">The lines, one for each parameter.</param>
public sealed record PasteBlock(IReadOnlyList<string> Attacks, IReadOnlyList<string> Mended, IReadOnlyList<PasteLine> Lines);
