using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Xunit.Runner.InProc.SystemConsole;

namespace StudyKit.Tests.HoldTorchSharp;

/// <summary>
/// The test assembly as a program: the stress runs in a process of its own, which it may break, by
/// <c>dotnet StudyKit.HoldTorchSharp.Tests.dll hold-stress MODE SECONDS</c>. Else it is xUnit's runner.
/// </summary>
internal static class Program
{
    // With a list of dependencies from elsewhere, AppContext.BaseDirectory is that list's folder.
    private static string Beside => Path.GetDirectoryName(typeof(Program).Assembly.Location)!;

    private static Task<int> Main(string[] arguments)
    {
        // Comes to this only in a process whose dependencies leave TorchSharp out: to see what the package's own does.
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            string file = name.Name == "TorchSharp"
                ? PackagedTorchSharp.Path
                : Path.Combine(Beside, $"{name.Name}.dll");
            return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        };
        return arguments is ["hold-stress", string mode, string seconds]
            ? Task.FromResult(Stress(mode, double.Parse(seconds, CultureInfo.InvariantCulture)))
            : Tests(arguments);
    }

    // Methods of their own: their types must not be loaded before the line above has run.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Stress(string mode, double seconds) => HoldingStress.Run(mode, seconds);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> Tests(string[] arguments) => ConsoleRunner.Run(arguments);
}
