using StudyKit.Tests.Support;

namespace StudyKit.Tests.Leaks;

/// <summary>A short part of what the command <c>leaks</c> does over 10,000 steps.</summary>
[Collection(TorchCollection.Name)]
public sealed class LeakTests
{
    public static TheoryData<string> Names => [.. Loops.All.Select(loop => loop.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_tensor_stays_alive_from_round_to_round(string name)
    {
        LeakCount count = LeakCount.Of(Loops.All.Single(loop => loop.Name == name), rounds: 15);
        Assert.Equal(count.Early, count.Late);
        Assert.True(count.Early > 0);
    }
}
