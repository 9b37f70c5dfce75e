using System.Net;

namespace Harness.Core.Postfix.Access.Matrix;

/// <summary>A client of the matrix, as Postfix would know it.</summary>
/// <param name="Address">Its address; null for one that Postfix cannot know.</param>
/// <param name="Name">The verified name, or <c>unknown</c>.</param>
/// <param name="ReverseName">The name of its PTR record, or <c>unknown</c>.</param>
/// <param name="Login">The name it has logged in with, or null.</param>
public sealed record MatrixClient(IPAddress? Address, string Name, string ReverseName, string? Login = null)
{
    /// <summary>Whether a missing name is missing for now only.</summary>
    public bool NameIsTemporary { get; init; }

    /// <summary>A client whose name is verified, or that has none.</summary>
    public static MatrixClient Of(string address, string? name) => new(IPAddress.Parse(address), name ?? "unknown", name ?? "unknown");
}
