using StudyKit.Evaluation.Alignment;

namespace StudyKit.Tests.Evaluation.Alignment;

public sealed class AlignmentErrorRateTests
{
    [Fact]
    public void The_rate_is_the_one_worked_by_hand()
    {
        // A has 3 links, 1 of them sure, 2 possible; S has 2: 1 − (1 + 2) / (3 + 2) = 0.4.
        AlignmentErrorRate rate = new AlignmentErrorRate()
            .Add([(0, 0), (1, 2), (2, 1)], sure: [(0, 0), (2, 2)], possible: [(0, 0), (2, 2), (1, 2)]);
        Assert.Equal(0.4, rate.Value, 12);
    }

    [Fact]
    public void Perfect_links_give_zero_and_foreign_ones_one()
    {
        Assert.Equal(0, new AlignmentErrorRate().Add([(0, 1), (1, 0)], [(0, 1), (1, 0)], []).Value);
        Assert.Equal(1, new AlignmentErrorRate().Add([(0, 0)], [(0, 1)], [(1, 1)]).Value);
        Assert.Throws<InvalidOperationException>(() => new AlignmentErrorRate().Value);
    }
}
