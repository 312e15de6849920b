using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using StudyKit.Models.Gpt2;
using StudyKit.Recipes;
using StudyKit.Tests.Support;
using StudyKit.Training.SideBySide;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Recipes;

/// <summary>The files in data/checkpoints, as they are in the repository and as the library carries them.</summary>
[Collection(TorchCollection.Name)]
public sealed class ShippedFilesTests
{
    /// <summary>
    /// How far losses of the first 20 steps may lie apart on another kind of processor than the one that made the
    /// file: libtorch adds in another order there. With AVX2 in place of AVX-512 (ATEN_CPU_CAPABILITY and
    /// ONEDNN_MAX_CPU_ISA say so) they differed by less than 1e-6.
    /// </summary>
    private const double OtherProcessor = 1e-5;

    private static readonly string s_folder = SolutionFolder.File("data/checkpoints");

    public static TheoryData<string> Recipes => [.. RecipeList.All.Select(recipe => recipe.Name)];

    [Fact]
    public void The_catalog_lists_what_is_there_and_no_more()
    {
        ShippedCatalog catalog = ShippedCatalog.Parse(File.ReadAllText(Path.Combine(s_folder, "catalog.json")));
        Assert.Equal(catalog.Files, Shipped.Catalog(null).Files);
        Assert.Equal(catalog.ToJson(), File.ReadAllText(Path.Combine(s_folder, "catalog.json")));
        Assert.Equal(
            catalog.Files.Select(file => file.File).Append("catalog.json").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(s_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
        foreach (ShippedFile file in catalog.Files)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(s_folder, file.File));
            Assert.Equal(file.Bytes, bytes.Length);
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Assert.Equal(ShippedFile.NameOf(file.Recipe, file.Seed), file.File);
        }
    }

    [Fact]
    public void No_file_has_more_than_2_MB_and_all_have_less_than_25()
    {
        long[] sizes = [.. Shipped.Catalog(null).Files.Select(file => file.Bytes)];
        Assert.InRange(sizes.Max(), 1, 2_000_000);
        Assert.InRange(sizes.Sum(), 1, 25_000_000);
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Each_recipe_has_six_seeds_of_which_each_is_read(string name)
    {
        FewShotRecipe recipe = (FewShotRecipe)RecipeList.Find(name);
        IReadOnlyList<long> seeds = Shipped.Seeds(name);
        Assert.Equal([101, 102, 103, 104, 105, 106], seeds);
        foreach (long seed in seeds)
        {
            PreTrained<Gpt2ForLanguageModel> read = Shipped.Load(recipe, seed);
            Assert.Equal([.. recipe.Stages, recipe.Steps], read.Stages.Select(stage => stage.Step));
            Assert.All(read.Model.parameters(), weight => Assert.True(weight.isfinite().all().item<bool>()));
            foreach ((_, Gpt2ForLanguageModel model) in read.Stages) model.Dispose();
        }
    }

    [Fact]
    public void A_file_says_how_it_was_made_and_holds_no_score()
    {
        foreach (ShippedFile file in Shipped.Catalog(null).Files)
        {
            IReadOnlyDictionary<string, string> said = Shipped.Metadata(file);
            Assert.Equal(
                ["command", "configuration", "data sha256", "first losses", "kit", "processor", "recipe", "seconds",
                    "seed"],
                said.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(file.Command, said["command"]);
            Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(said["configuration"]).RootElement.ValueKind);
            Assert.InRange(double.Parse(said["seconds"], CultureInfo.InvariantCulture), 1, 3600);
            Assert.Matches(@"^\d+\.\d+\.\d+$", said["kit"]);
        }
    }

    /// <summary>
    /// The first steps of a recipe are the same bits as when the file was made, on the same kind of processor.
    /// </summary>
    [Theory]
    [MemberData(nameof(Recipes))]
    public void The_first_steps_of_a_recipe_come_out_again(string name)
    {
        ShippedFile file = Shipped.Catalog(null).Files.First(one => one.Recipe == name);
        IReadOnlyDictionary<string, string> said = Shipped.Metadata(file);
        double[] kept = [.. said["first losses"].Split(' ')
            .Select(loss => double.Parse(loss, CultureInfo.InvariantCulture))];
        Assert.Equal(20, kept.Length);
        double[] again = FirstLosses((FewShotRecipe)RecipeList.Find(name), file.Seed, kept.Length);
        double apart = said["processor"] == Processor.Name ? 0 : OtherProcessor;
        Assert.All(kept.Zip(again), pair => Assert.InRange(pair.Second - pair.First, -apart, apart));

        // Another seed goes another way, so the comparison can fail.
        double[] other = FirstLosses((FewShotRecipe)RecipeList.Find(name), file.Seed + 1000, 2);
        Assert.NotInRange(other[0] - kept[0], -OtherProcessor, OtherProcessor);
    }

    private static double[] FirstLosses(FewShotRecipe recipe, long seed, int count)
    {
        List<double> losses = [];
        using CancellationTokenSource enough = new();
        SeedRuns.Run([seed], one =>
        {
            recipe.Train(one, ended: (end, _) =>
            {
                losses.Add(end.Loss);
                if (losses.Count == count) enough.Cancel();
            }, stop: enough.Token).Model.Dispose();
            return true;
        });
        return [.. losses];
    }
}
