namespace Harness.Core.Postfix;

/// <summary>Where a restriction stands, for telling an administrator which line decided.</summary>
/// <param name="File">The name that was given to <see cref="MainCf.Parse"/>.</param>
/// <param name="Line">The physical line, counted from 1.</param>
/// <param name="Parameter">The parameter or restriction class whose list holds the restriction.</param>
/// <param name="Text">That physical line without the blanks at its ends; hostile text, to be escaped where shown.</param>
public sealed record SettingLine(string File, int Line, string Parameter, string Text);
