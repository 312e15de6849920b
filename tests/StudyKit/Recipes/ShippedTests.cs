using StudyKit.Checkpoints;
using StudyKit.Models.Gpt2;
using StudyKit.Recipes;
using StudyKit.Runtime;
using StudyKit.Tests.Support;
using StudyKit.Training.SideBySide;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Recipes;

/// <summary>What is read, and what is refused with which advice.</summary>
[Collection(TorchCollection.Name)]
public sealed class ShippedTests : IDisposable
{
    // 40 steps are the fewest that its learning rate allows.
    private static readonly FewShotRecipe s_small = new(4) { Steps = 41, Stages = [7] };
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-shipped-").FullName;

    private string Catalog => Path.Combine(_folder, ShippedCatalog.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_made_file_is_read_as_the_model_that_was_trained()
    {
        ShippedFile made = Make();
        Assert.Equal("gpt3-tables-4-seed-1009.safetensors", made.File);
        Assert.Equal("studykit pretrain gpt3-tables-4 --seed 1009", made.Command);
        Assert.Equal(new FileInfo(Path.Combine(_folder, made.File)).Length, made.Bytes);

        PreTrained<Gpt2ForLanguageModel> trained = SeedRuns.Run([1009L], seed => s_small.Train(seed))[0];
        Assert.False(trained.IsShipped);
        random.manual_seed(3);
        PreTrained<Gpt2ForLanguageModel> read = Shipped.Load(s_small, 1009, folder: _folder);
        Assert.True(read.IsShipped);
        Assert.Equal(("gpt3-tables-4", 1009L), (read.Recipe, read.Seed));
        Assert.Equal([7, 41], read.Stages.Select(stage => stage.Step));
        Assert.Same(read.Model, read.Stages[^1].Model);
        Dictionary<string, Tensor> expected = trained.Model.state_dict(), end = read.Model.state_dict(),
            early = read.Stages[0].Model.state_dict();
        foreach ((string key, Tensor tensor) in expected) Near.Check(tensor, end[key], 0, key);
        Assert.True((early["transformer.wte.weight"] - end["transformer.wte.weight"]).abs().max().ToDouble() > 0.01);

        // Reading moves no random number of whoever reads.
        float after = rand(1).item<float>();
        random.manual_seed(3);
        Assert.Equal(rand(1).item<float>(), after);
        foreach (Gpt2ForLanguageModel model in read.Stages.Select(stage => stage.Model).Append(trained.Model))
            model.Dispose();
    }

    [Fact]
    public void A_damaged_file_is_refused_with_the_command_that_makes_it()
    {
        ShippedFile made = Make();
        string path = Path.Combine(_folder, made.File);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^3] ^= 1;
        File.WriteAllBytes(path, bytes);
        string said = Refusal();
        Assert.StartsWith($"{made.File} is damaged or another file", said);
        Assert.Contains(made.Sha256, said);
        Assert.EndsWith("or make it: studykit pretrain gpt3-tables-4 --seed 1009.", said);

        File.WriteAllBytes(path, bytes[..^8]);
        Assert.Contains($"received {bytes.Length - 8} bytes", Refusal());
    }

    [Fact]
    public void A_missing_file_is_told_with_the_command_that_makes_it()
    {
        ShippedFile made = Make();
        File.Delete(Path.Combine(_folder, made.File));
        string said = Refusal();
        Assert.StartsWith($"The catalog names {made.File}", said);
        Assert.EndsWith("or make it: studykit pretrain gpt3-tables-4 --seed 1009.", said);

        CheckpointException other = Assert.Throws<CheckpointException>(() =>
            Shipped.Load(s_small, 1013, folder: _folder));
        Assert.Contains("for the seeds 1009. Received 1013. Train it: studykit pretrain gpt3-tables-4 --seed 1013",
            other.Message);

        File.Delete(Catalog);
        Assert.Contains("has none", Refusal());
    }

    [Fact]
    public void A_file_of_another_recipe_is_refused_and_the_difference_named()
    {
        Make();
        CheckpointException steps = Assert.Throws<CheckpointException>(() =>
            Shipped.Load(s_small with { Steps = 43 }, 1009, folder: _folder));
        Assert.Contains("was not trained by the recipe as it is now", steps.Message);
        Assert.Contains("steps is 43 and was 41", steps.Message);
        Assert.DoesNotContain("batch is", steps.Message);

        // Families of the same names and shares that draw otherwise show in the rows.
        FewShotRecipe drawn = s_small with
        {
            Mix = [.. s_small.Mix.Select(part => (part.Family is null ? null : part.Family with
            {
                Begin = random =>
                {
                    random.Next(2);
                    return part.Family.Begin(random);
                },
            }, part.Share))],
        };
        CheckpointException rows = Assert.Throws<CheckpointException>(() =>
            Shipped.Load(drawn, 1009, folder: _folder));
        Assert.Contains("SHA-256 of the rows it read first: expected", rows.Message);
        Assert.DoesNotContain("configuration:", rows.Message);
    }

    [Fact]
    public void A_file_that_says_nothing_of_its_making_is_refused()
    {
        using (Gpt2ForLanguageModel model = s_small.Empty())
        {
            string name = ShippedFile.NameOf(s_small.Name, 1009), path = Path.Combine(_folder, name);
            Checkpoint.Save(model, path);
            byte[] bytes = File.ReadAllBytes(path);
            Enter(new ShippedFile(name, s_small.Name, 1009, bytes.Length,
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))));
        }

        string said = Refusal();
        Assert.Contains("recipe: expected gpt3-tables-4, the file says nothing", said);
        Assert.Contains("configuration: the file says nothing", said);
    }

    [Fact]
    public void A_catalog_keeps_its_rules()
    {
        string sha = new('a', 64);
        ShippedFile one = new("one.safetensors", "r", 2, 5, sha), two = new("two.safetensors", "r", 1, 7, sha);
        ShippedCatalog catalog = ShippedCatalog.Parse("""{"files": []}""").With(one).With(two);
        Assert.Equal([two, one], ShippedCatalog.Parse(catalog.ToJson()).Files);
        Assert.Equal(9, catalog.With(one with { Bytes = 9 }).Find("r", 2)!.Bytes);
        Assert.Null(catalog.Find("r", 3));
        foreach (ShippedFile wrong in new[]
        {
            one with { File = "../one" }, one with { File = "" }, one with { Sha256 = "A" + sha[1..] },
            one with { Bytes = 0 }, one with { Bytes = ShippedFile.MostBytes + 1 },
        })
        {
            Assert.Throws<InvalidDataException>(() => catalog.With(wrong));
        }

        Assert.Throws<InvalidDataException>(() => ShippedCatalog.Parse("""{"files": [{"file": "a"}]}"""));
        Assert.Throws<InvalidDataException>(() => ShippedCatalog.Parse(
            catalog.ToJson().Replace("\"seed\": 2", "\"seed\": 1", StringComparison.Ordinal)));
    }

    private ShippedFile Make()
    {
        string path = Path.Combine(_folder, ShippedFile.NameOf(s_small.Name, 1009));
        ShippedFile made = SeedRuns.Run([1009L], seed => s_small.Make(seed, path))[0];
        Enter(made);
        return made;
    }

    private void Enter(ShippedFile file) =>
        File.WriteAllText(Catalog, ShippedCatalog.Parse("""{"files": []}""").With(file).ToJson());

    private string Refusal() =>
        Assert.Throws<CheckpointException>(() => Shipped.Load(s_small, 1009, folder: _folder)).Message;
}
