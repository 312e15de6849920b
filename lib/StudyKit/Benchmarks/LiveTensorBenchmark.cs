using StudyKit.Data;
using StudyKit.Training;
using StudyKit.Training.Schedules;

namespace StudyKit.Benchmarks;

/// <summary>Whether training keeps tensors alive that nobody needs.</summary>
internal sealed class LiveTensorBenchmark : IBenchmark
{
    private const int Steps = 10_000;
    private const int Settled = 10;

    public string Name => "live-tensors";

    public string Question =>
        "By how many does the number of live tensors grow from step 10 to step 10,000 of a training?";

    public BenchmarkResult Run(int rounds)
    {
        using Linear layer = Linear(3, 1);
        using Trainer<Rows> trainer = new(layer, new RandomRows(), batch =>
            layer.call(batch.X).square().mean(), new TrainingOptions
            {
                Steps = Steps,
                Schedule = LearningRates.Constant(1e-3),
                ClipNorm = 1,
                LogEvery = 1000,
                Label = "counting tensors",
            });
        long early = 0;
        long late = 0;
        trainer.StepEnded += end =>
        {
            if (end.Step == Settled) early = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            if (end.Step == Steps) late = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        };
        TrainingResult result = trainer.Run();
        double growth = late - early;
        return new BenchmarkResult(Name, Question,
            growth, growth, growth, "tensors", null, 0, new Dictionary<string, double>
            {
                ["live at step 10"] = early,
                ["live at step 10,000"] = late,
                ["seconds"] = result.Seconds,
            });
    }

    private sealed record Rows(Tensor X) : IDisposable
    {
        public void Dispose() => X.Dispose();
    }

    private sealed class RandomRows : IBatchSource<Rows>
    {
        public int BatchCount(int epoch) => 100;

        public IEnumerable<Rows> Batches(int epoch, int start = 0)
        {
            for (int batch = start; batch < BatchCount(epoch); batch++) yield return new Rows(randn(4, 3));
        }
    }
}
