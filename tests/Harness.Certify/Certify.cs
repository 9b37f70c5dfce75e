using Harness.Testing;
using NUnit.Framework;

namespace Harness.Certify;

/// <summary>What <c>HARNESS_CONFIG=… dotnet test</c> runs in a checkout.</summary>
[TestFixture]
public sealed class Certify : Certification;
