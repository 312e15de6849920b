using StudyKit.Contracts;
using StudyKit.Runtime;
using StudyKit.Runtime.Progress;
using StudyKit.Tests.Support;
using StudyKit.Training;
using StudyKit.Training.Schedules;
using StudyKit.Training.SideBySide;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Training.SideBySide;

[Collection(TorchCollection.Name)]
public sealed class SeedRunsTests
{
    private static readonly long[] s_seeds = [11, 2, 30, 4, 5];

    [Fact]
    public void The_results_are_the_same_bits_whatever_runs_beside_them_and_come_in_the_order_of_the_seeds()
    {
        IReadOnlyList<float[]> alone = SeedRuns.Run(s_seeds, Train, sideBySide: 1);
        IReadOnlyList<float[]> three = SeedRuns.Run(s_seeds, Train, sideBySide: 3);
        using CancellationTokenSource stop = new();
        Thread drawing = new(() =>
        {
            while (!stop.IsCancellationRequested) rand(17).Dispose();
        });
        drawing.Start();
        IReadOnlyList<float[]> beside = SeedRuns.Run(s_seeds, Train, sideBySide: 2);
        stop.Cancel();
        drawing.Join();
        Assert.Equal(alone, three);
        Assert.Equal(alone, beside);
        Assert.Equal(s_seeds.Length, alone.Select(weights => weights[0]).Distinct().Count());
        Assert.Equal(alone[1], SeedRuns.Run([2], Train)[0]);
    }

    [Fact]
    public void What_the_caller_draws_goes_on_where_it_was()
    {
        random.manual_seed(5);
        float[] expected = [.. Draw(), .. Draw()];
        random.manual_seed(5);
        float[] before = Draw();
        int threads = get_num_threads();
        SeedRuns.Run([1, 2, 3], _ => Draw());
        float[] after = Draw();
        Assert.Equal(expected, before.Concat(after));
        Assert.Equal(threads, get_num_threads());
    }

    [Fact]
    public void Each_seed_computes_on_one_thread_with_a_gradient_mode_of_its_own()
    {
        using IDisposable off = no_grad();
        Assert.Equal(
            [(1, true), (1, true), (1, true)],
            SeedRuns.Run([1, 2, 3], _ => (get_num_threads(), is_grad_enabled())).ToArray());
    }

    [Fact]
    public void A_seed_that_fails_is_named_and_the_others_finish()
    {
        SeedRunsException problem = Assert.Throws<SeedRunsException>(() => SeedRuns.Run<int>(
            [1, 2, 3], seed => seed == 2 ? throw new InvalidOperationException("The loss is gone.") : (int)seed * 10));
        Assert.Equal(
            "Seed 2 failed: The loss is gone.\nThe other 2 finished; their results are in Finished.", problem.Message);
        Assert.IsType<InvalidOperationException>(problem.Failed[2]);
        Assert.Equal([1L, 3L], problem.Finished.Keys.Order());
        Assert.Equal((10, 30), ((int)problem.Finished[1]!, (int)problem.Finished[3]!));
    }

    [Fact]
    public void A_seed_given_twice_is_refused()
    {
        ArgumentException problem = Assert.Throws<ArgumentException>(() => SeedRuns.Run([1, 2, 1], seed => seed));
        Assert.StartsWith("Each seed is run once. Received 1 twice", problem.Message);
        Assert.StartsWith(
            "At least one seed is needed. Received none.",
            Assert.Throws<ArgumentException>(() => SeedRuns.Run([], seed => seed)).Message);
    }

    [Fact]
    public void One_bar_counts_the_seeds_and_says_where_the_others_are()
    {
        List<ProgressReport> shown = [];
        Func<object, Action<object>>? before = NotebookDisplay.Show;
        int displays = 0;
        NotebookDisplay.Show = first =>
        {
            displays++;
            shown.Add((ProgressReport)first);
            return next => shown.Add((ProgressReport)next);
        };
        try
        {
            SeedRuns.Run(s_seeds, Train, "tiny net", sideBySide: 1);
        }
        finally
        {
            NotebookDisplay.Show = before;
        }

        Assert.Equal(1, displays);
        Assert.All(shown, report => Assert.Equal(("tiny net", 5L, "seeds"), (report.Label, report.Total, report.Unit)));
        Assert.Equal((5, ProgressState.Done), (shown[^1].Done, shown[^1].State));
    }

    [Fact]
    public void An_interrupted_run_ends_with_its_step_and_goes_on_to_nothing()
    {
        using CancellationTokenSource stop = new();
        using SeedProgress progress = new("seeds", 1);
        using TinyNet net = new();
        using Trainer<TinyBatch> trainer = new(net, new TinyData(64, 16), net.Loss,
            new TrainingOptions { Steps = 40, Schedule = LearningRates.Constant(0.02) });
        trainer.StepEnded += end =>
        {
            if (end.Step == 3) stop.Cancel();
        };
        using (SeedScope.Enter(1, progress, stop.Token))
        {
            Assert.Throws<OperationCanceledException>(() => trainer.Run());
        }

        Assert.Equal(3, trainer.Step);
    }

    private static float[] Train(long seed)
    {
        // Initial weights, dropout of libtorch's own and the kit's draw from the default generator.
        using TinyNet net = new(seed: seed);
        using Trainer<TinyBatch> trainer = new(net, new TinyData(64, 16), batch =>
        {
            BatchLoss loss = net.Loss(batch);
            Tensor noise = nn.functional.dropout(ones(5), 0.5, training: true).mean() * 1e-3;
            return loss with { Loss = loss.Loss * (1 + noise) };
        }, new TrainingOptions { Steps = 40, Schedule = LearningRates.Constant(0.02), Unit = "rows", Seed = seed });
        trainer.Run();
        return net.Weights();
    }

    private static float[] Draw()
    {
        using Tensor drawn = rand(7);
        return drawn.data<float>().ToArray();
    }
}
