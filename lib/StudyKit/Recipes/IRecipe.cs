namespace StudyKit.Recipes;

/// <summary>
/// A training that its name and a seed repeat: the notebook that trains before the reader's eyes, and the command
/// <c>studykit pretrain</c> that makes the shipped models, run the same one.
/// </summary>
public interface IRecipe
{
    /// <summary>Its name in the command, in file names and in the catalog.</summary>
    string Name { get; }

    /// <summary>What it makes, in one line.</summary>
    string Makes { get; }

    /// <summary>All that decides what comes out beside seed and data, as a JSON object.</summary>
    string Configuration { get; }

    /// <summary>
    /// SHA-256 of what the first steps read, so that a change of the data shows: 64 small hexadecimal digits.
    /// </summary>
    /// <param name="seed">The seed of the training.</param>
    string DataHash(long seed);

    /// <summary>Trains from the beginning and writes the model to a file, with what is needed to check it.</summary>
    /// <param name="seed">The seed of the first weights and of the order of the data.</param>
    /// <param name="path">A .safetensors file; one that is there is replaced, whole or not at all.</param>
    /// <returns>How the file stands in a catalog.</returns>
    /// <exception cref="Checkpoints.CheckpointException">The system refuses; an old file is as it was.</exception>
    ShippedFile Make(long seed, string path);
}

/// <summary>A recipe whose model has a known type.</summary>
/// <typeparam name="TModel">The model.</typeparam>
public interface IRecipe<TModel> : IRecipe
    where TModel : Module
{
    /// <summary>A model of the recipe's shape, on the CPU; its numbers are to be filled in.</summary>
    TModel Empty();
}
