using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using StudyKit.Tests.HoldTorchSharp;
using StudyKit.Tests.Training;

namespace StudyKit.Tests.Support;

/// <summary>
/// The test assembly as a program: tests that need a process of its own (to kill it, for instance) start it with
/// <c>dotnet StudyKit.Tests.dll role arguments</c>. The test runner never comes here.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // Comes to this only in a process whose dependencies leave TorchSharp out: to see what the package's own does.
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "TorchSharp" ? context.LoadFromAssemblyPath(PackagedTorchSharp.Path) : null;
        switch (arguments)
        {
            case ["train", string folder]:
                Train(folder);
                return 0;
            case ["hold-stress", string mode, string seconds]:
                return Stress(mode, double.Parse(seconds, CultureInfo.InvariantCulture));
            default:
                Console.Error.WriteLine("These are tests: run them with 'dotnet test'.");
                return 2;
        }
    }

    // Methods of their own: their types must not be loaded before the line above has run.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Train(string folder) => ResumableTraining.Run(folder);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Stress(string mode, double seconds) => HoldingStress.Run(mode, seconds);
}
