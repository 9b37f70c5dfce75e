namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// Something in a main.cf that Postfix complains about when it loads the file, worded as Postfix words it
/// (src/util/dict.c, split_nameval.c, readlline.c). Unused and undefined parameters are not looked for.
/// </summary>
/// <param name="Line">The physical line, counted from 1, where the logical line at fault begins.</param>
/// <param name="Message">The complaint, without the file's name.</param>
public sealed record MainCfProblem(int Line, string Message)
{
    /// <summary>True when every Postfix program stops at this line (msg_fatal); false for a warning.</summary>
    public bool IsFatal { get; init; }
}
