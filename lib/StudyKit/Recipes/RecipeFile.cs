using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using StudyKit.Checkpoints;

namespace StudyKit.Recipes;

/// <summary>
/// The file of a shipped model while it is made. It holds the model at several steps of its training, each tensor
/// under <c>step-600.</c> and its name, and no score.
/// </summary>
internal sealed class RecipeFile(IRecipe recipe, long seed)
{
    /// <summary>How many losses are kept, to compare a repetition with.</summary>
    public const int KeptLosses = 20;

    /// <summary>Names of the texts beside the tensors.</summary>
    public const string Recipe = "recipe", Seed = "seed", Configuration = "configuration", Data = "data sha256",
        Seconds = "seconds", Kit = "kit", Command = "command", Machine = "processor", Losses = "first losses";

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<double> _losses = [];
    private readonly List<KeyValuePair<string, Tensor>> _tensors = [];

    /// <summary>Version of this library, as 0.1.0.</summary>
    public static string Version => typeof(RecipeFile).Assembly.GetName().Version!.ToString(3);

    /// <summary>What stands before the names of a stage's tensors.</summary>
    public static string Prefix(long step) => FormattableString.Invariant($"step-{step}.");

    /// <summary>Keeps a step's loss, as long as losses are kept.</summary>
    public void Add(double loss)
    {
        if (_losses.Count < KeptLosses) _losses.Add(loss);
    }

    /// <summary>Keeps the model as it is now.</summary>
    public void Add(long step, Module model, ScalarType type)
    {
        foreach ((string key, Tensor now) in model.state_dict())
        {
            using Tensor detached = now.detach().cpu();
            // A copy: training goes on in place.
            Tensor kept = detached.to(type, copy: true).DetachFromDisposeScope();
            _tensors.Add(new KeyValuePair<string, Tensor>(Prefix(step) + key, kept));
        }
    }

    /// <summary>Writes the file, and frees what was kept.</summary>
    public ShippedFile Write(string path)
    {
        try
        {
            SafetensorsWriter.Write(path, _tensors, new Dictionary<string, string>
            {
                [Recipe] = recipe.Name,
                [Seed] = seed.ToString(CultureInfo.InvariantCulture),
                [Configuration] = recipe.Configuration,
                [Data] = recipe.DataHash(seed),
                [Seconds] = Stopwatch.GetElapsedTime(_started).TotalSeconds
                    .ToString("F1", CultureInfo.InvariantCulture),
                [Kit] = Version,
                [Command] = ShippedFile.CommandFor(recipe.Name, seed),
                [Machine] = Processor.Name,
                [Losses] = string.Join(' ', _losses.Select(loss => loss.ToString("R", CultureInfo.InvariantCulture))),
            });
        }
        finally
        {
            foreach ((_, Tensor kept) in _tensors) kept.Dispose();
        }

        byte[] bytes = File.ReadAllBytes(path);
        return new ShippedFile(Path.GetFileName(path), recipe.Name, seed, bytes.Length,
            Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
