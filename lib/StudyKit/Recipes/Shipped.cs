using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using StudyKit.Checkpoints;
using StudyKit.Runtime;

namespace StudyKit.Recipes;

/// <summary>
/// Reads the models that the kit carries, which <c>studykit pretrain</c> made. A file is read only if it is the one of
/// the catalog and was trained by the recipe as it is now.
/// </summary>
public static class Shipped
{
    private const string Folder = "data/checkpoints/";

    /// <summary>The seeds of which the kit carries a model of this recipe.</summary>
    /// <param name="recipe">The recipe's name.</param>
    public static IReadOnlyList<long> Seeds(string recipe) =>
        [.. Catalog(null).Files.Where(file => file.Recipe == recipe).Select(file => file.Seed).Order()];

    /// <summary>Reads a model.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="recipe">The recipe that made it.</param>
    /// <param name="seed">The seed of its training.</param>
    /// <param name="device">Where it goes; the CPU when null.</param>
    /// <param name="folder">A folder with a catalog.json and its files; what this library carries when null.</param>
    /// <returns>The model at the end of its training, and at the stages that the file holds.</returns>
    /// <exception cref="CheckpointException">
    /// There is no such file, it is damaged, or another recipe made it. The message says which command makes it anew.
    /// </exception>
    public static PreTrained<TModel> Load<TModel>(
        IRecipe<TModel> recipe, long seed, Device? device = null, string? folder = null)
        where TModel : Module
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ShippedCatalog catalog = Catalog(folder);
        ShippedFile entry = catalog.Find(recipe.Name, seed) ?? throw new CheckpointException(
            $"There is a shipped model of {recipe.Name} for the seeds {string.Join(", ", SeedsOf(catalog, recipe))}. " +
            $"Received {seed}. Train it: {ShippedFile.CommandFor(recipe.Name, seed)}.");
        byte[] bytes = Read(entry, folder);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (bytes.Length != entry.Bytes || sha256 != entry.Sha256)
        {
            throw new CheckpointException($"{entry.File} is damaged or another file: the catalog has {entry.Bytes} " +
                $"bytes with the SHA-256 {entry.Sha256}, received {bytes.Length} bytes with {sha256}. " +
                $"Take it from the repository again, or make it: {entry.Command}.");
        }

        return WithCopy(entry, bytes, copy => Open(recipe, entry, copy, device));
    }

    /// <summary>What a file says of itself; for tests.</summary>
    internal static IReadOnlyDictionary<string, string> Metadata(ShippedFile entry) =>
        WithCopy(entry, Read(entry, null), copy =>
        {
            using SafetensorsFile file = SafetensorsFile.Open(copy);
            return file.Metadata;
        });

    // A safetensors file is mapped into memory, so it must be a file.
    private static T WithCopy<T>(ShippedFile entry, byte[] bytes, Func<string, T> read)
    {
        string copy = Path.Combine(Path.GetTempPath(), $"studykit-{Guid.NewGuid():N}.safetensors");
        try
        {
            File.WriteAllBytes(copy, bytes);
            return read(copy);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{entry.File} is read through a copy in the folder for temporary files, " +
                $"which could not be written: {refused.Message}", refused);
        }
        finally
        {
            SafetensorsWriter.TryDelete(copy);
        }
    }

    private static IEnumerable<long> SeedsOf(ShippedCatalog catalog, IRecipe recipe) =>
        catalog.Files.Where(file => file.Recipe == recipe.Name).Select(file => file.Seed);

    internal static ShippedCatalog Catalog(string? folder)
    {
        if (folder is null) return ShippedCatalog.Parse(Data.EmbeddedText.Read(Folder + ShippedCatalog.FileName));
        string path = Path.Combine(folder, ShippedCatalog.FileName);
        return File.Exists(path)
            ? ShippedCatalog.Parse(File.ReadAllText(path))
            : throw new CheckpointException($"A folder of shipped models has a {ShippedCatalog.FileName}. " +
                $"{folder} has none.");
    }

    private static byte[] Read(ShippedFile entry, string? folder)
    {
        if (folder is not null)
        {
            string path = Path.Combine(folder, entry.File);
            return File.Exists(path) ? File.ReadAllBytes(path) : throw Missing(entry, folder);
        }

        using Stream stream = typeof(Shipped).Assembly.GetManifestResourceStream(Folder + entry.File)
            ?? throw Missing(entry, "this library, which was built without it,");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static CheckpointException Missing(ShippedFile entry, string where) =>
        new($"The catalog names {entry.File}, and {where} does not hold it. Take it from the repository again, or " +
            $"make it: {entry.Command}.");

    private static PreTrained<TModel> Open<TModel>(
        IRecipe<TModel> recipe, ShippedFile entry, string path, Device? device)
        where TModel : Module
    {
        int[] steps;
        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            Check(recipe, entry, file.Metadata);
            steps = [.. file.Entries.Select(tensor => Step(tensor.Key, entry)).Distinct().Order()];
        }

        List<(int Step, TModel Model)> stages = [];
        foreach (int step in steps)
        {
            // Its first weights are drawn to be written over: no later random number moves.
            TModel model = Runtime.Seeds.Aside(recipe.Empty);
            Checkpoint.Load(model, path, new LoadOptions { Prefix = RecipeFile.Prefix(step) });
            stages.Add((step, model.to(device ?? CPU)));
        }

        return new PreTrained<TModel>(recipe.Name, entry.Seed, stages[^1].Model) { Stages = stages };
    }

    private static int Step(string key, ShippedFile entry) =>
        key.StartsWith("step-", StringComparison.Ordinal)
            && key.IndexOf('.', StringComparison.Ordinal) is > 5 and var end
            && int.TryParse(key.AsSpan(5, end - 5), NumberStyles.None, CultureInfo.InvariantCulture, out int step)
            ? step
            : throw new CheckpointException($"A tensor of a shipped model is named as step-600.NAME. {entry.File} " +
                $"has '{key}'. Make it anew: {entry.Command}.");

    private static void Check(IRecipe recipe, ShippedFile entry, IReadOnlyDictionary<string, string> said)
    {
        List<string> problems = [];
        Compare("recipe", RecipeFile.Recipe, recipe.Name);
        Compare("seed", RecipeFile.Seed, entry.Seed.ToString(CultureInfo.InvariantCulture));
        if (said.GetValueOrDefault(RecipeFile.Configuration) is var configuration
            && configuration != recipe.Configuration)
        {
            problems.Add($"configuration: {Differences(recipe.Configuration, configuration)}");
        }

        Compare("SHA-256 of the rows it read first", RecipeFile.Data, recipe.DataHash(entry.Seed));
        if (problems.Count > 0)
        {
            throw new CheckpointException($"{entry.File} was not trained by the recipe as it is now:\n  " +
                $"{string.Join("\n  ", problems)}\nMake it anew ({entry.Command}), or train in place of reading it.");
        }

        void Compare(string what, string key, string expected)
        {
            string received = said.GetValueOrDefault(key) ?? "nothing";
            if (received != expected) problems.Add($"{what}: expected {expected}, the file says {received}");
        }
    }

    private static string Differences(string expected, string? received)
    {
        if (received is null) return "the file says nothing";
        try
        {
            Dictionary<string, JsonElement> now = Members(expected), then = Members(received);
            string[] differing = [.. now.Keys.Union(then.Keys).Where(key => Text(now, key) != Text(then, key))
                .Select(key => $"{key} is {Short(Text(now, key))} and was {Short(Text(then, key))}")];
            return differing.Length > 0 ? string.Join("; ", differing) : "its members stand in another order";
        }
        catch (JsonException)
        {
            return "the file's is no JSON";
        }

        static Dictionary<string, JsonElement> Members(string json) =>
            JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) ?? throw new JsonException("null");

        static string Text(Dictionary<string, JsonElement> of, string key) =>
            of.TryGetValue(key, out JsonElement value) ? value.GetRawText() : "absent";

        static string Short(string text) => text.Length <= 160 ? text : $"{text[..80]} … {text[^60..]}";
    }
}
