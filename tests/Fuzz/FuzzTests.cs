using StudyKit.Tests.Support;

namespace StudyKit.Tests.Fuzz;

/// <summary>A short, seeded part of what the command <c>fuzz</c> does at length.</summary>
[Collection(TorchCollection.Name)]
public sealed class FuzzTests
{
    public static TheoryData<string> Names => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_input_is_read_or_refused_and_nothing_else(string name)
    {
        using FuzzRun run = new(FuzzTargets.All.Single(target => target.Name == name), seed: 11);
        run.Feed(name == "outputs" ? 300 : 1500, TimeSpan.FromMinutes(2));
        Assert.True(run.Faults.Count == 0, string.Join("\n\n", run.Faults));
        Assert.InRange(run.Taken + run.Refused, 300, 2000);
    }
}
