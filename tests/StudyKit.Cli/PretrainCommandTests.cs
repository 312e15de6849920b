using StudyKit.Tests.Support;

namespace StudyKit.Tests.Cli;

/// <summary>What the command refuses before it trains. What it makes is tested beside the recipes.</summary>
public sealed class PretrainCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-pretrain-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_unknown_recipe_is_told_with_those_that_there_are()
    {
        StudyKitProcess run = await StudyKitProcess.RunAsync(_folder, "pretrain", "gpt3-tables-7", "--seed", "3");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(
            "A recipe is one of gpt3-tables-16, gpt3-tables-32, gpt3-tables-64. Received 'gpt3-tables-7'.",
            run.Output + run.Errors);
    }

    [Fact]
    public async Task A_file_in_a_folder_that_is_not_there_is_refused_before_the_training()
    {
        StudyKitProcess run = await StudyKitProcess.RunAsync(
            _folder, "pretrain", "gpt3-tables-16", "--seed", "3", "--output", "nowhere/model.safetensors");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("Received nowhere/model.safetensors. Nothing was trained.", run.Output + run.Errors);
    }

    [Fact]
    public async Task The_seed_is_asked_for_and_the_help_names_the_recipes()
    {
        StudyKitProcess without = await StudyKitProcess.RunAsync(_folder, "pretrain", "gpt3-tables-16");
        Assert.NotEqual(0, without.ExitCode);
        Assert.Contains("--seed", without.Output + without.Errors);
        StudyKitProcess help = await StudyKitProcess.RunAsync(_folder, "pretrain", "--help");
        Assert.Contains("gpt3-tables-64", help.Output + help.Errors);
    }
}
