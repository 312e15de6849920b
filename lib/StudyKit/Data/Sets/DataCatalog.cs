using System.Text.Json;

namespace StudyKit.Data.Sets;

/// <summary>
/// The public data sets the notebooks can use, as listed in data/catalog.json, which this library carries inside.
/// </summary>
public sealed class DataCatalog
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private DataCatalog(IReadOnlyList<DataSet> sets) => Sets = sets;

    /// <summary>The kit's own catalog.</summary>
    public static DataCatalog Default { get; } = Parse(EmbeddedText.Read("data/catalog.json"));

    /// <summary>All sets, in the catalog's order.</summary>
    public IReadOnlyList<DataSet> Sets { get; }

    /// <summary>The set with the given name.</summary>
    /// <param name="name">A name of the catalog, for instance "multi30k".</param>
    /// <exception cref="ArgumentException">
    /// When the catalog has no such set; the message names those it has.
    /// </exception>
    public DataSet this[string name] => Sets.FirstOrDefault(set => set.Name == name)
        ?? throw new ArgumentException($"A data set is one of {string.Join(", ", Sets.Select(set => set.Name))}. " +
            $"Received '{name}'.", nameof(name));

    /// <summary>Reads a catalog from its JSON text.</summary>
    /// <param name="json">The text, in the form of data/catalog.json.</param>
    /// <exception cref="InvalidDataException">
    /// When it is not a catalog: malformed, a path that leaves the data folder, a hash that is none.
    /// </exception>
    public static DataCatalog Parse(string json)
    {
        try
        {
            Content content = JsonSerializer.Deserialize<Content>(json, s_options)
                ?? throw new JsonException("it holds null");
            foreach (DataSet set in content.Sets) set.Validate();
            return new DataCatalog(content.Sets);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"The catalog of data sets can't be read: {error.Message}", error);
        }
    }

    private sealed record Content(IReadOnlyList<DataSet> Sets);
}
