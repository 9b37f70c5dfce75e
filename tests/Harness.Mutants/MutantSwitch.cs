using System.Reflection;

namespace Harness.Mutants;

/// <summary>What Stryker put into the mutated assembly: which mutant is awake, and which were met.</summary>
internal static class MutantSwitch
{
    private static readonly Type Control = Room.GetTypes().First(t => t.Name == "MutantControl");
    private static readonly FieldInfo Active = Control.GetField("ActiveMutant")!;
    private static readonly MethodInfo Met = Control.GetMethod("GetCoverageData")!;

    public static Assembly Room => Assembly.Load("Harness.Room");

    /// <summary>Wakes one mutant; -1 is the code as it was written.</summary>
    public static void Wake(int mutant) => Active.SetValue(null, mutant);

    /// <summary>From now on it is noted which mutants are met.</summary>
    public static void Watch() => Control.GetField("CaptureCoverage")!.SetValue(null, true);

    /// <summary>The mutants met since it was asked last, and those of them met while a type was initialized.</summary>
    public static (int[] Met, int[] Static) Take()
    {
        var lists = (IList<int>[])Met.Invoke(null, null)!;
        return ([.. lists[0]], [.. lists[1]]);
    }
}
