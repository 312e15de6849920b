using StudyKit.Runtime;
using StudyKit.Tests.Support;
using StudyKit.Training;
using StudyKit.Training.Averaging;
using StudyKit.Training.Optimization;
using StudyKit.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class TrainerTests
{
    private static readonly TrainingOptions Options =
        new() { Steps = 60, Schedule = LearningRates.Constant(0.02), Unit = "rows" };

    [Fact]
    public void Training_lowers_the_loss_and_logs_it()
    {
        using TinyNet net = new(dropoutRate: 0);
        using Trainer<TinyBatch> trainer = new(net, new TinyData(64, 16), net.Loss, Options with { Steps = 200 });
        TrainingResult result = trainer.Run();
        Assert.True(result.Finished);
        Assert.Equal(200, result.Steps);
        Assert.Equal(50.0, result.Epochs, 9);
        (double[] steps, double[] losses) = trainer.Log.Series("loss");
        Assert.Equal(20, steps.Length);
        Assert.Equal([10.0, 20.0], steps[..2]);
        // The targets have variance 3.01, of which the noise is 0.01.
        Assert.InRange(losses[0], 1.0, 5.0);
        Assert.InRange(losses[^1], 0.0, 0.5);
        Assert.NotNull(result.EstimatedSeconds);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_does_not()
    {
        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));

        static float[] Train(long seed)
        {
            using TinyNet net = new();
            using Trainer<TinyBatch> trainer = new(net, new TinyData(64, 16), net.Loss, Options with { Seed = seed });
            trainer.Run();
            return net.Weights();
        }
    }

    [Fact]
    public void Evaluating_more_often_changes_no_weight()
    {
        Assert.Equal(Train(0), Train(3));

        static float[] Train(long every)
        {
            using TinyNet net = new();
            using Trainer<TinyBatch> trainer = new(
                net, new TinyData(64, 16), net.Loss, Options with { EvaluateEvery = every })
            {
                Evaluate = () =>
                {
                    Assert.False(net.training);
                    Assert.False(is_grad_enabled());
                    using Tensor drawn = randn(5);
                    return new Dictionary<string, double> { ["drawn"] = drawn.norm().ToDouble() };
                },
            };
            trainer.Run();
            Assert.Equal(every == 0 ? 1 : 20, trainer.Log.Evaluations.Count);
            Assert.True(net.training);
            return net.Weights();
        }
    }

    [Fact]
    public void Sixty_four_small_batches_are_one_large_one()
    {
        // Without batch statistics or dropout the gradients are the same sums; the last batch of 3 rows weighs 3, not
        // 4.
        (float[] small, double smallNorm) = Train(batchSize: 4, accumulation: 64);
        (float[] large, double largeNorm) = Train(batchSize: 255, accumulation: 1);
        Assert.All(small.Zip(large), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
        Assert.Equal(largeNorm, smallNorm, 1e-5);

        static (float[] Weights, double Norm) Train(int batchSize, int accumulation)
        {
            random.manual_seed(4);
            using nn.Module<Tensor, Tensor> line = nn.Linear(3, 1);
            using Trainer<TinyBatch> trainer = new(
                line, new Fixed(255, batchSize), batch =>
                    ((line.call(batch.X) - batch.Y).square().mean(), batch.X.shape[0]),
                    Options with { Steps = 1, Accumulation = accumulation, Optimizer = new SgdOptions() });
            trainer.Run();
            return (
                [.. line.parameters().SelectMany(p => p.data<float>().ToArray())], trainer.Log.Steps[0].GradientNorm);
        }
    }

    [Fact]
    public void A_long_gradient_is_cut_to_length()
    {
        // Weight 0, loss 30·w·x with x = 1: the gradient is 30, cut to 2, so one step of lr 0.1 moves by 0.2.
        using nn.Module<Tensor, Tensor> line = nn.Linear(1, 1, hasBias: false);
        using (no_grad()) line.parameters().Single().fill_(0f);
        using Trainer<TinyBatch> trainer =
            new(line, new Fixed(1, 1, 1), batch => line.call(ones(1, 1)).sum() * 30, Options with
            {
                Steps = 1,
                ClipNorm = 2,
                Optimizer = new SgdOptions(),
                Schedule = LearningRates.Constant(0.1),
            });
        trainer.Run();
        Assert.Equal(-0.2f, line.parameters().Single().item<float>(), 1e-6f);
        Assert.Equal(30, trainer.Log.Steps[0].GradientNorm, 1e-4);
    }

    [Fact]
    public void Machines_that_share_gradients_train_like_one()
    {
        // Two machines with half the batch each: the seam adds their sums. Here the second one's part is added by hand.
        float[] one = Train(new Fixed(8, 8), null);
        float[] two = Train(new Fixed(8, 8), (gradient, count) =>
        {
            using (no_grad()) gradient.mul_(2);
            return count * 2;
        });
        Assert.Equal(one, two);

        static float[] Train(Fixed data, Func<Tensor, double, double>? share)
        {
            random.manual_seed(4);
            using nn.Module<Tensor, Tensor> line = nn.Linear(3, 1);
            using Trainer<TinyBatch> trainer = new(
                line,
                data,
                batch => ((line.call(batch.X) - batch.Y).square().mean(), 8),
                Options with { Steps = 1, Optimizer = new SgdOptions() })
            { ShareGradients = share };
            trainer.Run();
            return [.. line.parameters().SelectMany(p => p.data<float>().ToArray().Select(v => MathF.Round(v, 5)))];
        }
    }

    [Fact]
    public void Epochs_end_with_a_smaller_update_when_batches_do_not_divide()
    {
        using TinyNet net = new(dropoutRate: 0);
        TinyData data = new(50, 10);
        using Trainer<TinyBatch> trainer = new(
            net, data, net.Loss, Options with { Steps = null, Epochs = 3, Accumulation = 4, LogEvery = 1 });
        // 15 batches, four an update: three full updates and one of three batches.
        Assert.Equal(4, trainer.TotalSteps);
        TrainingResult result = trainer.Run();
        Assert.Equal((4, 3.0), (result.Steps, result.Epochs));
    }

    [Fact]
    public void The_mean_of_the_last_checkpoints_is_that_of_their_weights()
    {
        using TinyNet net = new(dropoutRate: 0);
        using Trainer<TinyBatch> trainer = new(
            net, new TinyData(64, 16), net.Loss, Options with { Steps = 50, Average = AverageOptions.OfLast(3, 10) });
        List<float[]> seen = [];
        trainer.StepEnded += end =>
        {
            if (end.Step is 30 or 40 or 50) seen.Add(net.Weights());
        };
        trainer.Run();
        float[] last = net.Weights();
        using (trainer.Average!.SwapIn())
        {
            float[] mean = net.Weights();
            for (int i = 0; i < mean.Length; i++)
            {
                Assert.Equal((seen[0][i] + seen[1][i] + seen[2][i]) / 3, mean[i], 1e-6f);
            }
        }

        Assert.Equal(last, net.Weights());
        Assert.Equal(3, trainer.Average.Count);
    }

    [Fact]
    public void A_time_budget_stops_and_says_that_the_run_is_not_repeatable()
    {
        using TinyNet net = new();
        using Trainer<TinyBatch> trainer = new(
            net, new TinyData(64, 16), net.Loss, Options with { Steps = 1_000_000, MaxSeconds = 0.05 });
        TrainingResult result = trainer.Run();
        Assert.False(result.Finished);
        Assert.InRange(result.Steps, 1, 999_999);
        Assert.EndsWith("where that falls depends on the machine, so this run is not repeatable.", result.StopReason);
        Assert.Equal([result.StopReason!], result.Log.Remarks);
    }

    [Fact]
    public void An_interrupted_training_goes_on()
    {
        using TinyNet whole = new();
        using (Trainer<TinyBatch> trainer = new(whole, new TinyData(64, 16), whole.Loss, Options)) trainer.Run();

        using TinyNet parts = new();
        using CancellationTokenSource cancel = new();
        using (Trainer<TinyBatch> trainer = new(parts, new TinyData(64, 16), parts.Loss, Options))
        {
            trainer.StepEnded += end =>
            {
                if (end.Step == 23) cancel.Cancel();
            };
            TrainingResult first = trainer.Run(cancel.Token);
            Assert.Equal("It was interrupted after step 23.", first.StopReason);
            Assert.True(trainer.Run(CancellationToken.None).Finished);
        }

        Assert.Equal(whole.Weights(), parts.Weights());
    }

    [Fact]
    public void Nothing_leaks_in_ten_thousand_steps()
    {
        using nn.Module<Tensor, Tensor> line = nn.Linear(3, 1);
        using Trainer<TinyBatch> trainer = new(line, new Fixed(4, 4), batch => (line.call(batch.X) - batch.Y)
            .square().mean(), Options with { Steps = 10_000, ClipNorm = 1, LogEvery = 100 });
        ThreadDisposeScopeStatistics statistics = DisposeScopeManager.Statistics;
        long early = 0;
        trainer.StepEnded += end =>
        {
            if (end.Step == 10) early = statistics.ThreadTotalLiveCount;
            if (end.Step == 10_000) Assert.Equal(early, statistics.ThreadTotalLiveCount);
        };
        Assert.Equal(10_000, trainer.Run().Steps);
    }

    [Fact]
    public void Progress_tells_the_estimate_the_loss_and_the_speed()
    {
        List<string> lines = [];
        Func<object, Action<object>>? before = NotebookDisplay.Show;
        NotebookDisplay.Show = value =>
        {
            lines.Add(value.ToString()!);
            return next => lines.Add(next.ToString()!);
        };
        try
        {
            using TinyNet net = new();
            using Trainer<TinyBatch> trainer = new(net, new TinyData(64, 16), net.Loss, Options);
            trainer.Run();
        }
        finally
        {
            NotebookDisplay.Show = before;
        }

        Assert.Equal("training: 0/60 steps (0%), 0 s so far", lines[0]);
        Assert.Contains(lines, line => line.Contains("60 steps should take about ") && line.Contains(" on CPU, "));
        Assert.Matches(@"^training: 60/60 steps \(100%\), loss [\d.]+, rows/s [\d,.]+, took [\d.]+ s$", lines[^1]);
    }

    /// <summary>The same rows in every epoch.</summary>
    private sealed class Fixed(int count, int batchSize, int features = 3) : StudyKit.Data.IBatchSource<TinyBatch>
    {
        public int BatchCount(int epoch) => (count + batchSize - 1) / batchSize;

        public IEnumerable<TinyBatch> Batches(int epoch, int start = 0)
        {
            using TinyBatch all = new TinyData(count, count, features).Batches(0).Single();
            for (int batch = start; batch < BatchCount(epoch); batch++)
            {
                long rows = Math.Min(batchSize, count - batch * batchSize);
                using Tensor x = all.X.narrow(0, batch * batchSize, rows);
                using Tensor y = all.Y.narrow(0, batch * batchSize, rows);
                yield return new TinyBatch(x.clone(), y.clone());
            }
        }
    }
}
