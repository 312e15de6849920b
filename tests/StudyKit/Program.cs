using StudyKit.Tests.Training;
using Xunit.Runner.InProc.SystemConsole;

namespace StudyKit.Tests;

/// <summary>
/// The test assembly as a program: a training in a process of its own, to be killed, by
/// <c>dotnet StudyKit.Library.Tests.dll train FOLDER</c>. Else it is xUnit's runner.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["train", string folder]) return await ConsoleRunner.Run(arguments);
        ResumableTraining.Run(folder);
        return 0;
    }
}
