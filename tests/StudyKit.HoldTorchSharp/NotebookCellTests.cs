using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Tests.Notebooks.Execution.Runner;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.HoldTorchSharp;

/// <summary>What a reader's own cell computes, in a real run of a notebook.</summary>
[Collection(TorchCollection.Name)]
public sealed class NotebookCellTests : IDisposable
{
    private static readonly string References = string.Join('\n', new[] { "TorchSharp", "StudyKit" }.Select(name =>
        $"#r \"{Path.Combine(AppContext.BaseDirectory, name + ".dll")}\"")) + """

        using TorchSharp; using static TorchSharp.torch;
        StudyKit.Runtime.Native.NativeTorch.EnsureLoaded();
        """;

    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_cell_computes_right_values_while_another_thread_allocates()
    {
        const string Stress = """
            bool stop = false;
            var other = new System.Threading.Thread(() => { while (!stop) { var junk = new byte[100][]; for (int i = 0; i < 100; i++) junk[i] = new byte[4000]; } });
            other.Start();
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var x = ones(64, 64);
            int rounds = 0, wrong = 0, before = GC.CollectionCount(0);
            for (; watch.Elapsed.TotalSeconds < 10; rounds++)
            {
                var z = (x.neg().exp().log().neg() + x) * 0.25 + x;
                if (z.sum().item<float>() != 6144f) wrong++;
            }
            stop = true;
            other.Join();
            Console.Write($"{wrong} wrong, {rounds > 1000}, {GC.CollectionCount(0) - before > 50}");
            """;
        NotebookRun run = await _folder.RunAsync(_folder.Write("stress.ipynb", References, Stress));
        Assert.True(run.IsComplete, run.Message);
        Assert.Equal(
            new StreamOutput("stdout", "0 wrong, True, True"), RunFolder.Executed(run).Cells[1].Outputs.Single());
    }

    [Fact]
    public async Task A_product_of_wrong_shapes_is_an_error_of_its_cell_and_the_session_lives()
    {
        const string Caught =
            "try { zeros(2, 3).matmul(zeros(4, 5)); } catch (Exception e) { Console.Write(e.Message); }";
        NotebookRun run = await _folder.RunAsync(_folder.Write(
            "shapes.ipynb", References, Caught, "zeros(2, 3).matmul(zeros(4, 5))"));
        Assert.Equal(RunStatus.Failed, run.Status);
        const string Message = "mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)";
        Assert.Equal(new StreamOutput("stdout", Message), RunFolder.Executed(run).Cells[1].Outputs.Single());
        Assert.Equal((Message, "cell-2"), (run.Message, run.Failure!.CellId));
    }
}
