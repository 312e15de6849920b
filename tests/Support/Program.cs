using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using StudyKit.Tests.HoldTorchSharp;
using StudyKit.Tests.Kill;
using StudyKit.Tests.Training;

namespace StudyKit.Tests.Support;

/// <summary>
/// The test assembly as a program: tests that need a process of its own (to kill it, for instance) start it with
/// <c>dotnet StudyKit.Tests.dll role arguments</c>. The test runner never comes here.
/// </summary>
internal static class Program
{
    // With a list of dependencies from elsewhere, AppContext.BaseDirectory is that list's folder.
    private static string Beside => Path.GetDirectoryName(typeof(Program).Assembly.Location)!;

    private static async Task<int> Main(string[] arguments)
    {
        // Comes to this only in a process whose dependencies leave TorchSharp out: to see what the package's own does.
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            string file = name.Name == "TorchSharp"
                ? PackagedTorchSharp.Path
                : Path.Combine(Beside, $"{name.Name}.dll");
            return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        };
        switch (arguments)
        {
            case ["train", string folder]:
                Train(folder);
                return 0;
            case ["hold-stress", string mode, string seconds]:
                return Stress(mode, double.Parse(seconds, CultureInfo.InvariantCulture));
            case ["leaks", .. string[] rest]:
                return Leaks.LeakCommand.Run(rest);
            case ["fuzz", .. string[] rest]:
                return Fuzz.FuzzCommand.Run(rest);
            case ["reading-ease", .. string[] files]:
                foreach (string file in files) Console.WriteLine($"{file}: {ReadingEase.OfFile(file)}");
                return 0;
            case ["axe", .. string[] rest]:
                return await Browser.AxeCommand.RunAsync(rest);
            case ["missing-chinese", .. string[] files]:
                return Notebooks.Chinese.MissingChinese.Run(files);
            case ["polyglot", .. string[] rest]:
                return await FrontEnds.Polyglot.PolyglotCommand.RunAsync(rest);
            case ["jupyter", .. string[] rest]:
                return await FrontEnds.Jupyter.JupyterCommand.RunAsync(rest);
            case ["kill", .. string[] rest]:
                try
                {
                    return await new KillProof(KillPlan.Parse(rest), Console.Out).RunAsync() ? 0 : 1;
                }
                catch (Exception error) when (error is FormatException or InvalidOperationException)
                {
                    Console.Error.WriteLine(error.Message);
                    return 2;
                }

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
