using StudyKit.Runtime.Native;
using StudyKit.Tests.Training;
using TorchSharp;
using Xunit.Runner.InProc.SystemConsole;

namespace StudyKit.Tests;

/// <summary>
/// The test assembly as a program: a training in a process of its own, to be killed, by
/// <c>dotnet StudyKit.Library.Tests.dll train FOLDER</c>; what the library does to a process's allocator by itself and
/// when asked, by <c>heap</c>. Else it is xUnit's runner.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["heap"])
        {
            torch.ones(2).Dispose();
            Console.WriteLine($"{HeapReuse.IsEnabled} {HeapReuse.TryEnable()} {HeapReuse.IsEnabled}");
            return 0;
        }

        if (arguments is not ["train", string folder]) return await ConsoleRunner.Run(arguments);
        ResumableTraining.Run(folder);
        return 0;
    }
}
