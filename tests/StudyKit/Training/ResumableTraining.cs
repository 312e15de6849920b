using StudyKit.Training;
using StudyKit.Training.Averaging;
using StudyKit.Training.Optimization;
using StudyKit.Training.Schedules;

namespace StudyKit.Tests.Training;

/// <summary>
/// A training with everything that must survive a kill: dropout, running statistics, Adam's memory, an average,
/// accumulated batches over several epochs. Writes a checkpoint every third step, so that kills often fall into the
/// writing of one.
/// </summary>
internal static class ResumableTraining
{
    public const int Steps = 240;

    public static TrainingOptions Options(string folder) => new()
    {
        Steps = Steps,
        Schedule = LearningRates.Noam(7, 50, 0.5),
        Optimizer = AdamOptions.Transformer,
        Accumulation = 2,
        ClipNorm = 1,
        Average = AverageOptions.Exponential(0.9),
        LogEvery = 4,
        CheckpointPath = Path.Combine(folder, "training.safetensors"),
        CheckpointEvery = 3,
        Seed = 11,
    };

    public static Trainer<TinyBatch> Create(TinyNet net, TrainingOptions options) =>
        new(net, new TinyData(70, 10), net.Loss, options);

    /// <summary>
    /// Trains or goes on training, tells each step on the console, and writes all weights at the end.
    /// </summary>
    public static void Run(string folder)
    {
        using TinyNet net = new();
        using Trainer<TinyBatch> trainer = Create(net, Options(folder));
        bool resumed = trainer.TryResume();
        Console.WriteLine($"from {(resumed ? trainer.Step : 0)}");
        trainer.StepEnded += end => Console.WriteLine($"step {end.Step}");
        trainer.Run();
        File.WriteAllBytes(Path.Combine(folder, "weights"), Everything(net, trainer));
    }

    /// <summary>The bits of all that the training made.</summary>
    public static byte[] Everything(TinyNet net, Trainer<TinyBatch> trainer) =>
    [
        .. net.state_dict().Values.SelectMany(value => value.detach().bytes.ToArray()),
        .. trainer.Optimizer.State.Values.SelectMany(value => value.bytes.ToArray()),
        .. trainer.Average!.Values.bytes.ToArray(),
        .. trainer.Log.Steps.SelectMany(line => BitConverter.GetBytes(line.Loss)),
    ];
}
