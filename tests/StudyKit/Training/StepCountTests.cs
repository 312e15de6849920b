using StudyKit.Data.Translation;
using StudyKit.Tests.Support;
using StudyKit.Text;
using StudyKit.Training;
using StudyKit.Training.Schedules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyKit.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class StepCountTests
{
    private static readonly Vocabulary s_vocabulary = new(
        [.. SpecialTokens.StandardNames, .. Enumerable.Range(4, 96).Select(id => $"t{id}")], SpecialTokens.Standard);

    [Theory]
    // 50 pairs make 5 batches, three epochs 15: the longer later ones are left before their end ...
    [InlineData(7, new[] { 0, 1, 2 })]
    // ... and after shorter ones (5, 4 and 3 batches) further ones are begun (2 and 1).
    [InlineData(-10, new[] { 0, 1, 2, 3, 4 })]
    public void A_corpus_that_is_encoded_anew_in_each_epoch_is_encoded_once_an_epoch(int more, int[] epochs)
    {
        List<int> asked = [];
        using TranslationBatchSource source = new(
            epoch =>
            {
                asked.Add(epoch);
                return Pairs(50 + more * epoch);
            },
            new TranslationBatchOptions { BatchSize = 10 });
        using Linear net = nn.Linear(1, 1);
        using Trainer<TranslationBatch> trainer = new(
            net,
            source,
            batch => (net.call(batch.Source.sum(ScalarType.Float32).reshape(1, 1)).square().mean(), 1),
            new TrainingOptions { Epochs = 3, Schedule = LearningRates.Constant(1e-6) });
        Assert.Equal([0], asked);
        Assert.Equal(15, trainer.TotalSteps);
        TrainingResult result = trainer.Run();
        Assert.Equal((15, true), (result.Steps, result.Finished));
        Assert.Equal(epochs, asked);
    }

    [Fact]
    public void Epochs_of_the_same_pairs_are_counted_as_before()
    {
        using TranslationBatchSource source = new(Pairs(50), new TranslationBatchOptions { BatchSize = 8 });
        Assert.False(((StudyKit.Data.IBatchSource<TranslationBatch>)source).MakesEpochsAnew);
        Assert.Equal(21, Trainer.CountSteps(source, 3));
        Assert.Equal(11, Trainer.CountSteps(source, 3, accumulation: 2));
    }

    private static TranslationPairs Pairs(int count) => new(
        [.. Enumerable.Range(0, count).Select(i => new[] { 4 + i % 90 })],
        [.. Enumerable.Range(0, count).Select(_ => new[] { 5, 6 })], s_vocabulary, s_vocabulary);
}
