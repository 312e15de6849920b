using StudyKit.Training.Logging;

namespace StudyKit.Recipes;

/// <summary>A model that a recipe made: trained here, or read from a shipped file.</summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Seed">The seed of its training.</param>
/// <param name="Model">The model at the end of training. It belongs to whoever asked for it.</param>
public sealed record PreTrained<TModel>(string Recipe, long Seed, TModel Model)
    where TModel : Module
{
    /// <summary>The log of the training; null where it took place elsewhere.</summary>
    public TrainingLog? Log { get; init; }

    /// <summary>The model after some steps of its training, and at the end; empty where it was trained here.</summary>
    public IReadOnlyList<(int Step, TModel Model)> Stages { get; init; } = [];

    /// <summary>Whether it was read from a shipped file.</summary>
    public bool IsShipped => Log is null;
}
