using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudyKit.Recipes;

/// <summary>
/// What lies in data/checkpoints: each file with its recipe, seed, size and SHA-256. It holds no score and no verdict.
/// </summary>
public sealed class ShippedCatalog
{
    /// <summary>The name of the catalog in its folder.</summary>
    public const string FileName = "catalog.json";

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private ShippedCatalog(IReadOnlyList<ShippedFile> files) => Files = files;

    /// <summary>All files, by recipe and seed.</summary>
    public IReadOnlyList<ShippedFile> Files { get; }

    /// <summary>Reads a catalog from its JSON text.</summary>
    /// <param name="json">The text, in the form of data/checkpoints/catalog.json.</param>
    /// <exception cref="InvalidDataException">
    /// It is not a catalog: malformed, a file with a folder, one that stands there twice, a hash that is none.
    /// </exception>
    public static ShippedCatalog Parse(string json)
    {
        try
        {
            Content content = JsonSerializer.Deserialize<Content>(json, s_options)
                ?? throw new JsonException("it holds null");
            foreach (ShippedFile file in content.Files) Check(file);
            IGrouping<(string, long), ShippedFile>? twice =
                content.Files.GroupBy(file => (file.Recipe, file.Seed)).FirstOrDefault(one => one.Count() > 1);
            if (twice is not null)
            {
                throw new InvalidDataException($"A recipe and a seed have one file in the catalog of shipped models. " +
                    $"Received {string.Join(" and ", twice.Select(file => file.File))}.");
            }

            return new ShippedCatalog(content.Files);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"The catalog of shipped models can't be read: {error.Message}", error);
        }
    }

    /// <summary>The file of a recipe and a seed; null where there is none.</summary>
    /// <param name="recipe">The recipe's name.</param>
    /// <param name="seed">The seed.</param>
    public ShippedFile? Find(string recipe, long seed) =>
        Files.FirstOrDefault(file => file.Recipe == recipe && file.Seed == seed);

    /// <summary>The catalog with a file in it, in place of the one of the same recipe and seed.</summary>
    /// <param name="file">The file.</param>
    public ShippedCatalog With(ShippedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Check(file);
        return new ShippedCatalog([.. Files.Where(other => (other.Recipe, other.Seed) != (file.Recipe, file.Seed))
            .Append(file).OrderBy(one => one.Recipe, StringComparer.Ordinal).ThenBy(one => one.Seed)]);
    }

    /// <summary>The catalog as JSON text, with a line's end.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Content(Files), s_options) + "\n";

    private static void Check(ShippedFile file)
    {
        if (file.File.Length == 0 || file.File is "." or ".." || file.File.AsSpan().ContainsAny('/', '\\', ':'))
        {
            throw new InvalidDataException("A shipped model lies beside its catalog, so it is named without a " +
                $"folder. Received '{file.File}'.");
        }

        if (file.Sha256.Length != 64 || !file.Sha256.All(char.IsAsciiHexDigitLower))
        {
            throw new InvalidDataException("A SHA-256 is written as 64 small hexadecimal digits. Received " +
                $"'{file.Sha256}' for '{file.File}'.");
        }

        if (file.Bytes is <= 0 or > ShippedFile.MostBytes)
        {
            throw new InvalidDataException($"A shipped model has at most {ShippedFile.MostBytes} bytes, and some. " +
                $"Received {file.Bytes} for '{file.File}'.");
        }
    }

    private sealed record Content(IReadOnlyList<ShippedFile> Files);
}
