using System.CommandLine;
using StudyKit.Checkpoints;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Recipes;
using StudyKit.Runtime;
using StudyKit.Training.SideBySide;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit pretrain</c>: trains a model that the kit carries, by its recipe and a seed.</summary>
internal static class PretrainCommand
{
    private const string Folder = "data/checkpoints";

    /// <param name="isAsked">
    /// Whether it is this command that was asked for. Only then its help names the recipes: the library that knows
    /// them brings libtorch, and that takes longer than all else at the start of another command.
    /// </param>
    public static Command Create(bool isAsked)
    {
        Argument<string> name = new("name")
        {
            Description = $"The recipe{(isAsked ? $": {Known()}" : "")}.",
        };
        Option<long> seed = new("--seed")
        {
            Description = "The seed of the first weights and of the order of the data.",
            HelpName = "N",
            Required = true,
        };
        Option<string?> output = new("--output", "-o")
        {
            Description = $"The file to write; NAME-seed-N.safetensors when absent, in {Folder} where that is there. " +
                "A catalog.json beside it gets the file's size and SHA-256.",
            HelpName = "FILE",
        };
        Command command = new("pretrain", "Train a model that the kit carries, and write its file.")
        {
            name, seed, output,
        };
        command.SetAction(parsed =>
            Run(parsed.GetRequiredValue(name), parsed.GetRequiredValue(seed), parsed.GetValue(output)));
        return command;
    }

    private static string Known() =>
        string.Join("; ", RecipeList.All.Select(recipe => $"{recipe.Name} ({recipe.Makes})"));

    private static int Run(string name, long seed, string? output)
    {
        IRecipe recipe = RecipeList.Find(name);
        string file = ShippedFile.NameOf(recipe.Name, seed);
        string path = output ?? (Directory.Exists(Folder) ? Path.Combine(Folder, file) : file);
        RequireFolder(path);
        Devices.Choose("cpu");
        Console.WriteLine($"{recipe.Name}, seed {seed}: {recipe.Makes}.");
        try
        {
            // One thread of libtorch, as in a notebook: the same bits.
            ShippedFile made = SeedRuns.Run([seed], one => recipe.Make(one, path), recipe.Name)[0];
            Console.WriteLine($"{path}: {made.Bytes} bytes, SHA-256 {made.Sha256}");
            Enter(made, path);
            return 0;
        }
        catch (SeedRunsException failed) when (failed.Failed.Values.First() is CheckpointException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return 1;
        }
    }

    /// <summary>Known before minutes are spent, not after.</summary>
    private static void RequireFolder(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (Directory.Exists(path) || !Directory.Exists(folder))
        {
            throw new IOException($"--output is a file in a folder that is there. Received {path}. Nothing was " +
                "trained.");
        }
    }

    private static void Enter(ShippedFile made, string path)
    {
        string catalog = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ShippedCatalog.FileName);
        if (!File.Exists(catalog)) return;
        AtomicFile.WriteText(catalog, ShippedCatalog.Parse(File.ReadAllText(catalog)).With(made).ToJson());
        Console.WriteLine($"{ShippedCatalog.FileName} beside it has this now. " +
            "Build again: the library carries the files of data/checkpoints.");
    }
}
