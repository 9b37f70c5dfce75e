namespace Harness.Mutants;

/// <summary>The one test that Stryker itself runs.</summary>
public class KeptRoomTests
{
    /// <summary>Keeps the assembly with all mutants in it, which Stryker takes away when it is done.</summary>
    [Test]
    public void Keeps_the_mutated_room()
    {
        if (Environment.GetEnvironmentVariable("MUTANTS_KEPT") is { } folder)
            File.Copy(MutantSwitch.Room.Location, Path.Combine(folder, Path.GetFileName(MutantSwitch.Room.Location)), overwrite: true);
    }
}
