namespace StudyKit.Recipes;

/// <summary>The recipes of the models that the kit carries, which <c>studykit pretrain</c> knows by name.</summary>
public static class RecipeList
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IRecipe> All { get; } =
        [.. FewShotRecipe.Widths.Select(width => new FewShotRecipe(width))];

    /// <summary>The recipe of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none; the message names those that there are.</exception>
    public static IRecipe Find(string name) => All.FirstOrDefault(recipe => recipe.Name == name)
        ?? throw new ArgumentException($"A recipe is one of {string.Join(", ", All.Select(recipe => recipe.Name))}. " +
            $"Received '{name}'.", nameof(name));
}
