namespace Harness.Core.Postfix.Configuration;

/// <summary>A parameter as a daemon sees it: everything expanded, Postfix's default where nothing sets it (postconf(5)).</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Text">The expanded value; may be empty.</param>
/// <param name="Words">The value split as a list (commas, white space, <c>{ }</c> groups).</param>
/// <param name="Place">The line that sets it; line 0 where Postfix's default decides.</param>
public sealed record ParameterValue(string Name, string Text, IReadOnlyList<PlacedWord> Words, SettingLine Place)
{
    /// <summary>Whether main.cf or master.cf sets it.</summary>
    public bool IsSet => Place.Line > 0;
}
