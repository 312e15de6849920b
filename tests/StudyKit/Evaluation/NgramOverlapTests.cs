using StudyKit.Evaluation;

namespace StudyKit.Tests.Evaluation;

public sealed class NgramOverlapTests
{
    [Fact]
    public void The_share_of_sequences_that_were_read()
    {
        NgramOverlap read = new([1, 2, 3, 4, 5, 2, 3], n: 3);   // 123 234 345 452 523
        Assert.Equal(1, read.Share([2, 3, 4, 5]));              // 234 345
        Assert.Equal(0.5, read.Share([1, 2, 3, 5]));            // 123, not 235
        Assert.Equal(0, read.Share([3, 2, 1]));
        Assert.Equal(0, read.Share([1, 2]));                    // shorter than n
        // Eight tokens are the longest, and a large id is not taken for two small ones.
        int[] eight = [65_535, 1, 2, 3, 4, 5, 6, 7];
        Assert.Equal(1, new NgramOverlap(eight).Share(eight));
        Assert.Equal(0, new NgramOverlap(eight).Share([65_534, 1, 2, 3, 4, 5, 6, 7]));
        Assert.Equal(0.5, new NgramOverlap([0, 1], n: 1).Share([1, 256]));
    }

    [Fact]
    public void The_share_of_sequences_that_stood_there_before()
    {
        Assert.Equal(0, NgramOverlap.Repeated([1, 2, 3, 4, 5], 2));
        Assert.Equal(0.5, NgramOverlap.Repeated([1, 2, 1, 2, 1], 2));       // 12 21 12 21
        Assert.Equal(4 / 5.0, NgramOverlap.Repeated([7, 7, 7, 7, 7, 7, 7], 3), 12);
        Assert.Equal(0, NgramOverlap.Repeated([1], 2));
    }

    [Fact]
    public void Ids_and_lengths_that_do_not_fit_are_refused()
    {
        Assert.Contains("Received 65536 at place 1", Assert.Throws<ArgumentException>(
            () => new NgramOverlap([1, 65_536], 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NgramOverlap([1], 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => NgramOverlap.Repeated([1], 0));
    }
}
