namespace Harness.Core.Postfix.Tables;

/// <summary>A lookup table as smtpd(8) asks it: one key, one answer (DATABASE_README). Safe for use by many threads.</summary>
/// <param name="name">The whole name, <c>hash:/etc/postfix/access</c>.</param>
public abstract class LookupTable(string name)
{
    /// <summary>Type and name as main.cf spells them.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Whether parent domains, networks and parts of an address are looked up as well (DICT_FLAG_FIXED). Tables of patterns
    /// (cidr, pcre, regexp, randmap, fail, socketmap) see the whole key only; so does a table that could not be opened.
    /// </summary>
    public virtual bool IsFixed => true;

    /// <summary>What Postfix warns about while it reads the source, in the order of its lines.</summary>
    public virtual IReadOnlyList<TableProblem> Problems => [];

    /// <summary>
    /// The answer for a key as Postfix hands it to the table: folding of case, first match of patterns, and substitution
    /// of <c>$1</c> are the table's own business. Answers are made once; asking does not allocate where the type allows it.
    /// </summary>
    public abstract LookupResult Find(string key);

    /// <summary>The same for a part of a longer text; indexed, cidr and constant tables make no string of it.</summary>
    public virtual LookupResult Find(ReadOnlySpan<char> key) => Find(key.ToString());
}
