using System.Diagnostics;

namespace StudyKit.Tests.Runtime.Native;

public sealed class HeapReuseTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("off")]
    public async Task The_library_leaves_the_process_as_it_is_until_it_is_asked(string? asked)
    {
        ProcessStartInfo start = new("dotnet", [typeof(HeapReuseTests).Assembly.Location, "heap"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("STUDYKIT_HEAP_REUSE");
        if (asked is not null) start.Environment["STUDYKIT_HEAP_REUSE"] = asked;
        using Process child = Process.Start(start)!;
        string said = (await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim();
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        bool can = OperatingSystem.IsLinux() && asked is null;
        Assert.Equal($"False {can} {can}", said);
    }
}
