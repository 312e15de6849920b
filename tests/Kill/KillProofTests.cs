using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.Kill;

/// <summary>A small notebook that trains twice, records while it trains, and draws afterwards: killed and resumed, it
/// says the same.</summary>
public sealed class KillProofTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-kill-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_notebook_killed_five_times_ends_with_the_claims_and_weights_of_one_that_was_left_alone()
    {
        string notebook = Path.Combine(_folder, "two-trainings.ipynb");
        Write(notebook);
        StringWriter said = new();
        KillPlan plan = new(notebook, Path.Combine(_folder, "runs")) { Kills = 5, Seed = 3, Interval = 0.2 };
        bool equal = await new KillProof(plan, said).RunAsync();
        string text = said.ToString();
        Assert.True(equal, text);
        Assert.Contains("claims: 4, of which 4 are equal to the last digit", text);
        Assert.Contains("trainings kept in both runs: 2 (2 and 2), of which 2 have the same weights, bit for bit",
            text);
        Assert.Matches("went on at step [1-9]", text);
        Assert.Contains("last run: ", text);
    }

    private static void Write(string path)
    {
        string folder = AppContext.BaseDirectory.Replace('\\', '/');
        Notebook notebook = Notebook.Create();
        Add("setup", $$"""
            #r "{{folder}}TorchSharp.dll"
            #r "{{folder}}StudyKit.Text.dll"
            #r "{{folder}}StudyKit.Charts.dll"
            #r "{{folder}}StudyKit.dll"
            using StudyKit.Data.PreTraining; using StudyKit.Models.Gpt; using StudyKit.Papers; using StudyKit.Runtime; using StudyKit.Training; using StudyKit.Training.Schedules;
            using TorchSharp;
            StudyKit.Runtime.Native.NativeTorch.EnsureLoaded();
            torch.set_num_threads(1);
            """);
        Add("train", """
            (GptForLanguageModel Model, TrainingResult Result, double[][] Norms) Train(long seed)
            {
                Seeds.SetAll(seed);
                var model = new GptForLanguageModel(GptConfig.Tiny(40) with { Width = 32, Heads = 2, Positions = 16 });
                using var batches = new WindowBatchSource([.. Enumerable.Range(0, 4000).Select(i => i * i % 37)], 16, 16, seed);
                using var trainer = new Trainer<WindowBatch>(model, batches, b => (model.Loss(b.Ids), b.Tokens), new() { Steps = 300, Seed = seed, Schedule = LearningRates.Constant(1e-3), LogEvery = 7 });
                trainer.GradientsReady += end => { if (end.Step % 20 == 0) trainer.Records.Add("norm", end.Step, end.GradientNorm); };
                return (model, trainer.Run(), [.. trainer.Records["norm"]]);
            }
            """);
        Add("first", """
            var first = Train(1);
            float drawn = torch.rand(1).item<float>();
            new Claim("kill.first", "The first learns.", "here").IsAtMost(first.Result.Log.Series("loss").Values.Sum(), 1000, "sum of the logged losses").Display();
            """);
        Add("second", """
            var second = Train(2);
            new Claim("kill.second", "So does the second.", "here").IsAtMost(second.Model.parameters().Sum(p => p.to(torch.float64).sum().item<double>()), 1e6, "sum of the weights").Display();
            new Claim("kill.norms", "Its gradients were recorded.", "here").IsAtMost(second.Norms.Sum(row => row[0] * row[1]), 1e9, $"of {second.Norms.Length} rows").Display();
            new Claim("kill.drawn", "What is drawn after it is the same.", "here").IsAtMost(drawn + torch.rand(1).item<float>(), 2, "sum of two draws").Display();
            """);
        notebook.Write(path);

        void Add(string id, string code) => notebook.Add(Cell.Create(CellKind.Code, id, code));
    }
}
