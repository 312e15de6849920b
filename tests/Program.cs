using StudyKit.Tests.Kill;
using Xunit.Runner.InProc.SystemConsole;

namespace StudyKit.Tests;

/// <summary>
/// The long proofs, which are no tests: <c>dotnet StudyKit.Tests.dll COMMAND ...</c>. Else it is xUnit's runner.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["leaks", .. string[] rest]:
                return Leaks.LeakCommand.Run(rest);
            case ["fuzz", .. string[] rest]:
                return Fuzz.FuzzCommand.Run(rest);
            case ["reading-ease", .. string[] files]:
                foreach (string file in files) Console.WriteLine($"{file}: {Notebooks.ReadingEase.OfFile(file)}");
                return 0;
            case ["axe", .. string[] folders]:
                return await Support.Browser.AxeCommand.RunAsync(folders);
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
                return await ConsoleRunner.Run(arguments);
        }
    }
}
