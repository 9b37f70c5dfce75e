namespace Harness.Core.Reports.Html;

/// <summary>A table whose cells are coloured by verdict, each with a way to the claims it stands for.</summary>
/// <param name="Name">A name for styles.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">How to read it, in a sentence.</param>
/// <param name="Corner">What the first column holds.</param>
/// <param name="Columns">The heads of the other columns.</param>
/// <param name="Rows">The rows.</param>
internal sealed record HeatMap(string Name, string Title, string Caption, string Corner, IReadOnlyList<string> Columns, IReadOnlyList<HeatRow> Rows);

/// <summary>One row of it.</summary>
/// <param name="Name">Its head.</param>
/// <param name="Note">What else is known of it, or empty.</param>
/// <param name="Cells">A cell for each column; null where there is nothing.</param>
internal sealed record HeatRow(string Name, string Note, IReadOnlyList<HeatCell?> Cells);

/// <summary>One cell.</summary>
/// <param name="Mark">The worst verdict in it.</param>
/// <param name="Text">What it says.</param>
/// <param name="Label">The same in full, for whoever hears the page.</param>
/// <param name="Place">The place of its worst claim.</param>
/// <param name="Client">The kind of client to show the claims of; empty where the way goes to one claim.</param>
/// <param name="Family">The families to show the claims of.</param>
internal sealed record HeatCell(Mark Mark, string Text, string Label, string Place, string Client = "", string Family = "");
