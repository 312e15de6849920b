using StudyKit.Tests.Support;
using StudyKit.Training;
using StudyKit.Training.Logging;
using StudyKit.Training.Optimization;
using StudyKit.Training.Resuming;
using StudyKit.Training.Schedules;

namespace StudyKit.Tests.Training;

/// <summary>Trainings that keep their checkpoint by themselves, as under <c>studykit run</c>. Two processes are played
/// by forgetting which files were given out.</summary>
[Collection(TorchCollection.Name)]
public sealed class OwnCheckpointTests : IDisposable
{
    private const long Steps = 60;

    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-own-").FullName;

    public OwnCheckpointTests()
    {
        Environment.SetEnvironmentVariable(RunFolder.Variable, _folder);
        Environment.SetEnvironmentVariable(RunFolder.IntervalVariable, "0");
        RunFolder.Forget();
    }

    private string[] Files => [.. Directory.GetFiles(_folder, "*.safetensors").Order(StringComparer.Ordinal)];

    private string[] Journal =>
        File.Exists(Path.Combine(_folder, RunFolder.Journal))
        ? File.ReadAllLines(Path.Combine(_folder, RunFolder.Journal)) : [];

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(RunFolder.Variable, null);
        Environment.SetEnvironmentVariable(RunFolder.IntervalVariable, null);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_training_that_had_ended_is_not_made_again()
    {
        (byte[] expected, TrainingResult first, float drawn) = Train();
        RunFolder.Forget();
        int steps = 0;
        (byte[] found, TrainingResult second, float drawnAgain) =
            Train(watch: trainer => trainer.StepEnded += _ => steps++);

        Assert.Equal(0, steps);
        Assert.Equal(expected, found);
        Assert.Equal(drawn, drawnAgain);
        Assert.Equal(first with { Log = second.Log }, second);
        Assert.Equal(first.Log.Steps, second.Log.Steps);
        Assert.Equal(["taken\ttraining\t60\t60"], Journal);
        Assert.Single(Files);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(37)]
    [InlineData(59)]
    public void A_training_killed_between_two_lines_of_its_log_goes_on_to_the_same_end(int at)
    {
        (byte[] expected, TrainingResult first, float drawn) = Without(() => Train());
        Assert.Throws<OperationCanceledException>(() =>
            Train(watch: trainer => trainer.Evaluated += evaluation => Kill(evaluation.Step), every: 1));
        RunFolder.Forget();
        (byte[] found, TrainingResult second, float drawnAgain) = Train();

        Assert.Equal(expected, found);
        Assert.Equal(drawn, drawnAgain);
        Assert.Equal(first.Log.Steps.Select(Untimed), second.Log.Steps.Select(Untimed));
        Assert.Equal(at == 1 ? [] : [$"went on\ttraining\t{at - 1}\t60"], Journal);

        // The state is written after an evaluation, so the one before is what is there.
        void Kill(long step)
        {
            if (step == at) throw new OperationCanceledException();
        }
    }

    [Fact]
    public void What_was_recorded_before_the_kill_is_there_after_it()
    {
        using TinyNet undisturbed = new();
        using Trainer<TinyBatch> whole = Without(() => Make(undisturbed));
        Record(whole);
        Without(() => whole.Run());

        using (TinyNet killed = new())
        using (Trainer<TinyBatch> trainer = Make(killed))
        {
            Record(trainer);
            trainer.StepEnded += end => OperationCanceled(end.Step == 31);
            Assert.Throws<OperationCanceledException>(() => trainer.Run());
        }

        RunFolder.Forget();
        for (int run = 0; run < 2; run++)
        {
            using TinyNet net = new();
            using Trainer<TinyBatch> trainer = Make(net);
            Record(trainer);
            trainer.Run();
            Assert.Equal(whole.Records["norm"], trainer.Records["norm"]);
            Assert.Equal(12, trainer.Records["norm"].Count);
            Assert.Equal(whole.Records.Tensors("first").Select(t => t.bytes.ToArray()),
                trainer.Records.Tensors("first").Select(t => t.bytes.ToArray()));
            Assert.Equal(12, trainer.Records.Tensors("first").Count);
            RunFolder.Forget();
        }

        Assert.Equal(["went on\ttraining\t30\t60", "taken\ttraining\t60\t60"], Journal);

        static void Record(Trainer<TinyBatch> trainer) => trainer.GradientsReady += end =>
        {
            if (end.Step % 5 != 0) return;
            trainer.Records.Add("norm", end.Step, end.GradientNorm, double.NaN);
            trainer.Records.Add("first", trainer.Parameters.Data);
        };
    }

    [Fact]
    public void Trainings_that_differ_in_seed_data_or_loss_only_are_not_mistaken_for_each_other_in_any_order()
    {
        Func<byte[]>[] each =
        [
            () => Train().Everything, () => Train(data: 71).Everything, () => Train(seed: 12).Everything, () =>
                Train(factor: 2).Everything,
            () => Train(netSeed: 5).Everything, () => Train(label: "other").Everything,
        ];
        byte[][] expected = [.. each.Select(train => Without(train))];
        byte[][] kept = [.. each.Select(train => train())];
        Assert.Equal(expected, kept);
        Assert.Equal(6, Files.Length);

        RunFolder.Forget();
        for (int i = each.Length - 1; i >= 0; i--) Assert.Equal(expected[i], each[i]());
        Assert.Equal(6, Journal.Count(line => line.StartsWith("taken", StringComparison.Ordinal)));
    }

    [Fact]
    public void Trainings_that_are_alike_in_everything_are_told_apart_by_their_order()
    {
        Train();
        Train();
        Assert.EndsWith("-0.safetensors", Files[0], StringComparison.Ordinal);
        Assert.EndsWith("-1.safetensors", Files[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_used_is_told_in_a_line_and_the_training_made_anew()
    {
        byte[] expected = Train().Everything;
        foreach (byte[] damaged in new[] { File.ReadAllBytes(Files[0])[..^7], [], "{}"u8.ToArray() })
        {
            File.WriteAllBytes(Files[0], damaged);
            RunFolder.Forget();
            StringWriter said = new();
            TextWriter console = Console.Out;
            Console.SetOut(said);
            try
            {
                Assert.Equal(expected, Train().Everything);
            }
            finally
            {
                Console.SetOut(console);
            }

            Assert.Contains("training: its checkpoint cannot be used, so it is trained anew. The checkpoint ",
                said.ToString());
            Assert.Empty(Journal);
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_stops_no_training()
    {
        Environment.SetEnvironmentVariable(RunFolder.Variable, "/proc/nowhere");
        Assert.Equal(Without(() => Train()).Everything, Train().Everything);
    }

    [Fact]
    public void A_training_shorter_than_a_twentieth_of_the_interval_leaves_nothing()
    {
        Environment.SetEnvironmentVariable(RunFolder.IntervalVariable, "2000");
        Train();
        Assert.Empty(Files);
    }

    private static LoggedStep Untimed(LoggedStep line) => line with { Seconds = 0, PerSecond = 0 };

    private static void OperationCanceled(bool now)
    {
        if (now) throw new OperationCanceledException();
    }

    private static Trainer<TinyBatch> Make(TinyNet net, string label = "training", long seed = 11, int data =
        70, double factor = 1, long every = 0) =>
        new(net, new TinyData(data, 10), batch => net.Loss(batch).Loss * factor, new()
        {
            Steps = Steps,
            Schedule = LearningRates.Noam(7, 50, 0.5),
            Optimizer = AdamOptions.Transformer,
            Average = StudyKit.Training.Averaging.AverageOptions.Exponential(0.9),
            LogEvery = 4,
            Label = label,
            Seed = seed,
            EvaluateEvery = every,
        })
        {
            Evaluate = every == 0 ? null : () => new Dictionary<string, double> { ["one"] = 1 },
        };

    /// <summary>Trains a net from its first weights; gives the bits of all that came out, the result, and what is drawn
    /// next.</summary>
    private static (byte[] Everything, TrainingResult Result, float Drawn) Train(
        string label = "training", long seed = 11, int data = 70, double factor = 1, long netSeed = 3, long every =
            0, Action<Trainer<TinyBatch>>? watch = null)
    {
        using TinyNet net = new(seed: netSeed);
        using Trainer<TinyBatch> trainer = Make(net, label, seed, data, factor, every);
        watch?.Invoke(trainer);
        TrainingResult result = trainer.Run();
        using TorchSharp.torch.Tensor drawn = TorchSharp.torch.rand(1);
        byte[] everything =
        [
            .. net.state_dict().Values.SelectMany(value => value.detach().bytes.ToArray()),
            .. trainer.Average!.Values.bytes.ToArray(),
            .. trainer.Log.Steps.SelectMany(line => BitConverter.GetBytes(line.Loss)),
        ];
        return (everything, result, drawn.item<float>());
    }

    private static T Without<T>(Func<T> train)
    {
        string? folder = Environment.GetEnvironmentVariable(RunFolder.Variable);
        Environment.SetEnvironmentVariable(RunFolder.Variable, null);
        try
        {
            return train();
        }
        finally
        {
            Environment.SetEnvironmentVariable(RunFolder.Variable, folder);
        }
    }
}
