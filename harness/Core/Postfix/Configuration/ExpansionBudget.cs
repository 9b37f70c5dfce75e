namespace Harness.Core.Postfix.Configuration;

/// <summary>
/// How much work the values of a configuration may make together, in characters looked at or written. Postfix has no such
/// bound: twenty lines that each name the next one twice keep it busy until it is out of memory.
/// </summary>
/// <param name="most">The characters.</param>
internal sealed class ExpansionBudget(long most = 32 * 1024 * 1024)
{
    private long left = most;

    public bool Spend(int characters) => Interlocked.Add(ref left, -characters) >= 0;
}
