namespace Harness.Testing;

/// <summary>A case of a <see cref="Certification"/>: a claim, or that there is a server to ask at all.</summary>
public sealed class CertificationCase
{
    private readonly string _name;

    internal CertificationCase(string name, PolicyCase? claim) => (_name, Claim) = (name, claim);

    /// <summary>The claim; null for the case that comes first, and says whether the configuration runs or the server answers.</summary>
    public PolicyCase? Claim { get; }

    /// <summary>The attack's id; <c>configuration</c> or <c>server</c> for the first.</summary>
    public override string ToString() => _name;
}
