using System.Globalization;
using StudyKit.Runtime;

namespace StudyKit.Training.Resuming;

/// <summary>
/// libtorch's generator on a card, whose state cannot be read: each step begins with a seed of its own there, so that a
/// training that is taken up draws what it would have drawn, and an evaluation that draws moves no training.
/// </summary>
internal static class CardGenerator
{
    /// <summary>Begins a step; does nothing where the parameters lie on the processor.</summary>
    /// <param name="parameters">The training's parameters.</param>
    /// <param name="seed">The training's seed.</param>
    /// <param name="step">The step's number.</param>
    public static void BeginStep(Tensor parameters, long seed, long step)
    {
        if (parameters.device_type == DeviceType.CUDA) cuda.manual_seed_all(SeedOf(seed, step));
    }

    /// <summary>The seed of a step.</summary>
    internal static long SeedOf(long seed, long step) =>
        Seeds.Derive(seed, string.Create(CultureInfo.InvariantCulture, $"card, step {step}"));
}
