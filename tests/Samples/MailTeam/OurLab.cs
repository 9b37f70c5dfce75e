using Harness.Testing;
using NUnit.Framework;

namespace MailTeam;

/// <summary>The lab that all tests of this assembly share, with the configuration that we are about to roll out.</summary>
[SetUpFixture]
public sealed class OurLab() : LabSetUp("postfix");
