using StudyKit.Tests.Support;
using StudyKit.Training.Resuming;
using static TorchSharp.torch;

namespace StudyKit.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class CardGeneratorTests
{
    [Fact]
    public void A_training_on_the_processor_keeps_its_generator()
    {
        using Tensor parameters = zeros(3), before = get_rng_state();
        CardGenerator.BeginStep(parameters, seed: 1, step: 1);
        using Tensor after = get_rng_state();
        Assert.True(before.eq(after).all().item<bool>());
    }

    [Fact]
    public void A_steps_seed_depends_on_the_training_and_the_step_alone()
    {
        long[] seeds = [.. from seed in new long[] { 0, 1, 2 } from step in new long[] { 1, 2, 3 }
            select CardGenerator.SeedOf(seed, step)];
        Assert.Equal(9, seeds.Distinct().Count());
        Assert.All(seeds, seed => Assert.True(seed >= 0));
        Assert.Equal(seeds[0], CardGenerator.SeedOf(0, 1));
    }
}
