using StudyKit.Tests.Kill;
using StudyKit.Tests.Training;

namespace StudyKit.Tests.Support;

/// <summary>
/// The test assembly as a program: tests that need a process of its own (to kill it, for instance) start it with
/// <c>dotnet StudyKit.Tests.dll role arguments</c>. The test runner never comes here.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["train", string folder]:
                ResumableTraining.Run(folder);
                return 0;
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
}
