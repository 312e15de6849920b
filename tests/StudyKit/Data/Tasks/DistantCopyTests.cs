using StudyKit.Data.Tasks;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Data.Tasks;

[Collection(TorchCollection.Name)]
public sealed class DistantCopyTests
{
    [Fact]
    public void The_key_stands_first_and_nothing_after_it_is_a_key()
    {
        using DisposeScope scope = NewDisposeScope();
        DistantCopy task = new(keys: 5, fillers: 3);
        (Tensor source, Tensor key) = task.Draw(7, 200);
        Assert.Equal([200, 7], source.shape);
        Assert.Equal(key.data<long>().ToArray(), source.select(1, 0).contiguous().data<long>().ToArray());
        Assert.Equal([4, 5, 6, 7, 8], key.data<long>().Distinct().Order());
        Assert.Equal([9, 10, 11], source.narrow(1, 1, 6).flatten().data<long>().Distinct().Order());
        Assert.Equal(12, task.VocabularySize);
    }

    [Fact]
    public void At_distance_one_there_is_nothing_but_the_key()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor source, Tensor key) = new DistantCopy().Draw(1, 3);
        Assert.Equal(key.data<long>().ToArray(), source.squeeze(1).data<long>().ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => new DistantCopy().Draw(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DistantCopy(keys: 0));
    }
}
