namespace Harness.Core.Postfix.Configuration;

/// <summary>Where a restriction stands, for telling an administrator which line decided.</summary>
/// <param name="File">The name that was given to <see cref="MainCf.Parse"/>.</param>
/// <param name="Line">The physical line, counted from 1; 0 where the parameter is not set and Postfix's default decided.</param>
/// <param name="Parameter">The parameter or restriction class whose list holds the restriction.</param>
/// <param name="Text">That physical line without the blanks at its ends; hostile text, to be escaped where shown.</param>
public sealed record SettingLine(string File, int Line, string Parameter, string Text)
{
    /// <summary>Stands for a parameter that main.cf does not set.</summary>
    public static SettingLine Default(string file, string parameter)
        => new(file, 0, parameter, $"{parameter} is not set: Postfix's default decided");
}
