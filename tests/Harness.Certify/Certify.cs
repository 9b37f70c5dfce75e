using Harness.Testing;

namespace Harness.Certify;

/// <summary>What <c>HARNESS_CONFIG=… dotnet test</c> runs in a checkout.</summary>
public sealed class Certify : Certification;
