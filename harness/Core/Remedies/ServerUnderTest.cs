using Harness.Core.Evidence;
using Harness.Core.Postfix.Access;
using Harness.Core.Postfix.Configuration;

namespace Harness.Core.Remedies;

/// <summary>A configuration under test, with what sessions and predictions of it need.</summary>
/// <param name="Main">main.cf as it runs, the lab's overlay included; its file name is the user's.</param>
/// <param name="Master">Its master.cf.</param>
/// <param name="Release">The Postfix that runs it.</param>
/// <param name="Machine">The machine it runs on.</param>
/// <param name="World">Its tables, and the DNS with every list in the mode <c>listed</c>.</param>
/// <param name="Facts">The values of placeholders, as sessions were played with them.</param>
/// <param name="Clients">The clients that can speak to it.</param>
/// <param name="HeloName">The name with which a client introduces itself.</param>
public sealed record ServerUnderTest(
    MainCf Main,
    MasterCf Master,
    PostfixRelease Release,
    MachineFacts Machine,
    AccessWorld World,
    IReadOnlyDictionary<string, string> Facts,
    IReadOnlyList<ClientSeen> Clients,
    Func<ClientSeen, string> HeloName);
