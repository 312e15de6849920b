using System.Diagnostics;
using StudyKit.Tests.Support;
using StudyKit.Training;
using StudyKit.Training.Logging;
using StudyKit.Training.Schedules;

namespace StudyKit.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class ResumeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-resume-").FullName;

    private string Checkpoint => Path.Combine(_folder, "training.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_training_killed_again_and_again_ends_with_the_same_bits()
    {
        string undisturbed = Directory.CreateDirectory(Path.Combine(_folder, "undisturbed")).FullName;
        string killed = Directory.CreateDirectory(Path.Combine(_folder, "killed")).FullName;
        await RunChild(undisturbed, killAfterSteps: null);

        Random random = new(20);
        int from = 0;
        for (int kill = 0; kill < 6; kill++)
        {
            // The checkpoint may be the one before: at most five steps are made again (three and two).
            int start = await RunChild(killed, killAfterSteps: random.Next(1, 36), random.Next(0, 12));
            Assert.True(start >= from, $"Started at step {start}, though {from} had been reached before.");
            from = start;
        }

        Assert.True(await RunChild(killed, killAfterSteps: null) > 0);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(undisturbed, "weights")),
            File.ReadAllBytes(Path.Combine(killed, "weights")));
    }

    [Fact]
    public void A_resumed_training_has_the_whole_log()
    {
        using TinyNet whole = new();
        using Trainer<TinyBatch> expected = ResumableTraining.Create(
            whole, ResumableTraining.Options(Path.Combine(_folder, "whole")));
        expected.Run();

        using (TinyNet first = new())
        using (Trainer<TinyBatch> trainer = ResumableTraining.Create(first, ResumableTraining.Options(_folder)))
        {
            using CancellationTokenSource cancel = new();
            trainer.StepEnded += end =>
            {
                if (end.Step == 99) cancel.Cancel();
            };
            trainer.Run(cancel.Token);
        }

        using TinyNet second = new(seed: 77);
        using Trainer<TinyBatch> resumed = ResumableTraining.Create(second, ResumableTraining.Options(_folder));
        Assert.True(resumed.TryResume());
        Assert.Equal(99, resumed.Step);
        TrainingResult result = resumed.Run();
        Assert.Equal(ResumableTraining.Everything(whole, expected), ResumableTraining.Everything(second, resumed));
        Assert.Equal(["It was interrupted after step 99.", "Resumed after step 99."], result.Log.Remarks);

        // Once more: nothing is left to do, and the state is that of the end.
        using TinyNet third = new(seed: 78);
        using Trainer<TinyBatch> done = ResumableTraining.Create(third, ResumableTraining.Options(_folder));
        Assert.True(done.TryResume());
        Assert.True(done.Run().Finished);
        Assert.Equal(second.Weights(), third.Weights());
    }

    [Fact]
    public void A_damaged_checkpoint_gives_way_to_the_one_before()
    {
        Train(9);
        byte[] newest = File.ReadAllBytes(Checkpoint);
        byte[] asksForTerabytes =
            """{"model.a":{"dtype":"F32","shape":[1099511627776],"data_offsets":[0,4]}}    """u8.ToArray();
        byte[][] all =
        [
            newest[..^1],
            newest[..5],
            [],
            [255, 255, 255, 255, 255, 255, 255, 127, .. newest[8..]],
            [.. newest[..9], (byte)'{', .. newest[10..]],
            [.. BitConverter.GetBytes((long)asksForTerabytes.Length), .. asksForTerabytes, 0, 0, 0, 0],
        ];
        foreach (byte[] damaged in all)
        {
            File.WriteAllBytes(Checkpoint, damaged);
            using TinyNet net = new();
            using Trainer<TinyBatch> trainer = ResumableTraining.Create(net, Short(9));
            Assert.True(trainer.TryResume());
            Assert.Equal(6, trainer.Step);
        }

        File.WriteAllBytes(Checkpoint + ".previous", []);
        using TinyNet last = new();
        using Trainer<TinyBatch> none = ResumableTraining.Create(last, Short(9));
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => none.TryResume());
        Assert.Contains($"The checkpoint {Checkpoint} is damaged", e.Message);
        Assert.EndsWith("Nor is there a whole one before it. Delete it to begin anew.", e.Message);
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused_with_the_differences()
    {
        Train(9);
        using TinyNet net = new();
        float[] before = net.Weights();
        using Trainer<TinyBatch> other = ResumableTraining.Create(
            net, Short(9) with { Schedule = LearningRates.Constant(0.1), ClipNorm = null });
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => other.TryResume());
        Assert.Contains("- schedule: there 'noam(width 7, warm-up 50, factor 0.5)', here 'constant 0.1'", e.Message);
        Assert.Contains("- clip norm: there '1', here 'none'", e.Message);
        Assert.Equal(before, net.Weights());
    }

    [Fact]
    public void Without_a_checkpoint_there_is_nothing_to_resume()
    {
        using TinyNet net = new();
        using Trainer<TinyBatch> trainer = ResumableTraining.Create(net, Short(9));
        Assert.False(trainer.TryResume());
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_leaves_the_one_before()
    {
        Train(6);
        byte[] kept = File.ReadAllBytes(Checkpoint);
        // A folder where the unfinished file would go: as good as a full disk, and as root as well.
        Directory.CreateDirectory(Checkpoint + ".new");
        using TinyNet net = new();
        using Trainer<TinyBatch> trainer = ResumableTraining.Create(net, Short(9));
        IOException e = Assert.Throws<IOException>(() => trainer.Run());
        Assert.StartsWith($"The checkpoint {Checkpoint} could not be written: ", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("Free some space or choose another CheckpointPath.", e.Message, StringComparison.Ordinal);
        Assert.Equal(kept, File.ReadAllBytes(Checkpoint));
    }

    private TrainingOptions Short(long steps) => ResumableTraining.Options(_folder) with { Steps = steps };

    private void Train(long steps)
    {
        using TinyNet net = new();
        using Trainer<TinyBatch> trainer = ResumableTraining.Create(net, Short(steps));
        trainer.Run();
        Assert.Equal(steps, trainer.Step);
    }

    /// <summary>Runs the training in a process of its own; returns the step it began from.</summary>
    private static async Task<int> RunChild(string folder, int? killAfterSteps, int delayMilliseconds = 0)
    {
        ProcessStartInfo start =
            new("dotnet", [typeof(ResumeTests).Assembly.Location, "train", folder]) { RedirectStandardOutput = true };
        // One thread: these nets are tiny, and two threads that wait for each other on a busy machine are slow.
        start.Environment["OMP_NUM_THREADS"] = "1";
        using Process child = Process.Start(start)!;
        int from = -1;
        int steps = 0;
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("from ", StringComparison.Ordinal)) from = int.Parse(line[5..]);
            if (line.StartsWith("step ", StringComparison.Ordinal) && ++steps == killAfterSteps)
            {
                await Task.Delay(delayMilliseconds);
                child.Kill();
                break;
            }
        }

        await child.WaitForExitAsync();
        if (killAfterSteps is null) Assert.Equal(0, child.ExitCode);
        Assert.True(from >= 0, "The child said nothing.");
        return from;
    }
}
