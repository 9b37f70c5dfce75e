namespace Harness.Core.Postfix.Intake;

/// <summary>What a configuration becomes to run in a lab. Lines keep their numbers: what is replaced, is replaced in its place.</summary>
/// <param name="MainCf">The text of main.cf.</param>
/// <param name="MasterCf">The text of master.cf, or null where the user gave none.</param>
/// <param name="MasterLines">Lines to add to master.cf, the user's or the lab's own; a service of that name and type gives way.</param>
/// <param name="Files">Files and directories to make.</param>
/// <param name="StandIns">What was replaced, by file and line.</param>
/// <param name="Mailboxes">Who takes mail.</param>
public sealed record IntakePlan(
    string MainCf,
    string? MasterCf,
    IReadOnlyList<string> MasterLines,
    IReadOnlyList<IntakeFile> Files,
    IReadOnlyList<StandIn> StandIns,
    TestMailboxes Mailboxes);

/// <summary>Mailboxes for ordinary mail, where domains and users stand in tables.</summary>
/// <param name="Users">A user (local part) that exists, by domain in lower case; from tables that were given, and from stand-ins.</param>
/// <param name="Hosted">The domain that a stand-in for a table of domains holds, or null.</param>
/// <param name="Relayed">A domain whose mail goes on to another host, and is kept by the lab; null where mail has a nearer home.</param>
public sealed record TestMailboxes(IReadOnlyDictionary<string, string> Users, string? Hosted, string? Relayed)
{
    /// <summary>Nobody is known.</summary>
    public static readonly TestMailboxes None = new(new Dictionary<string, string>(), null, null);
}

/// <summary>A file, link, directory or certificate to make in the lab, by its absolute path.</summary>
public abstract record IntakeFile(string Path);

/// <summary>A text file.</summary>
public sealed record TextFile(string Path, string Text) : IntakeFile(Path);

/// <summary>A file of the given directory, at the place where main.cf names it.</summary>
/// <param name="Path">Where main.cf names it.</param>
/// <param name="Given">Its path below the given directory.</param>
public sealed record GivenFile(string Path, string Given) : IntakeFile(Path);

/// <summary>A directory that the mail system, or everybody, can write to.</summary>
public sealed record MadeDirectory(string Path, bool ForEverybody) : IntakeFile(Path);

/// <summary>A self-signed certificate, or its key, or both in one file.</summary>
/// <param name="Path">Where it goes.</param>
/// <param name="Name">The host it is for.</param>
/// <param name="WithKey">Whether the private key is in the file.</param>
/// <param name="WithCertificate">Whether the certificate is.</param>
public sealed record MadeCertificate(string Path, string Name, bool WithKey, bool WithCertificate) : IntakeFile(Path);
