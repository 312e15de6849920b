using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Documents;

/// <summary>
/// Mends what other programs leave out of a notebook and Jupyter's own reader forgives, and keeps a sentence for each
/// kind: a reader learns of it once, not once a cell.
/// </summary>
internal sealed class NotebookRepair(string file)
{
    private const int NewestMinor = 5;

    private readonly OrderedDictionary<string, (int Count, int First)> _mended = [];

    /// <summary>One sentence for each kind of repair.</summary>
    public IReadOnlyList<string> Sentences =>
    [
        .. _mended.Select(one => one.Value switch
        {
            (_, < 0) => $"{file}: {one.Key}.",
            (1, var first) => $"{file}: cells[{first}]: {one.Key}.",
            var (count, first) => $"{file}: cells[{first}] and {count - 1} more: {one.Key}.",
        }),
    ];

    /// <summary>Puts U+FFFD for each escaped half of a surrogate pair, which is no character.</summary>
    /// <param name="json">The file; changed where it stands, so that places in it stay.</param>
    public void Surrogates(byte[] json)
    {
        if (HalfSurrogates.Mend(json) > 0)
        {
            Note(-1, "half a surrogate pair is no character, and U+FFFD stands in its place");
        }
    }

    /// <summary>A notebook of a later minor version may have more fields; what is known is read.</summary>
    public void Minor(JsonObject root, int minor)
    {
        if (minor <= NewestMinor) return;
        Note(-1, $"nbformat 4.{minor} is newer than 4.{NewestMinor}, which this kit knows; it is read as that");
        root["nbformat_minor"] = NewestMinor;
    }

    public void Metadata(JsonObject root)
    {
        if (root.ContainsKey("metadata")) return;
        root["metadata"] = new JsonObject();
        Note(-1, "the notebook has no metadata, and an empty object was added");
    }

    /// <summary>Adds what a cell and its outputs lack.</summary>
    public void Cell(JsonObject cell, int index)
    {
        AddObject(cell, "metadata", index, "a cell");
        if (MultilineText.Join(cell["cell_type"]) != "code") return;
        if (!cell.ContainsKey("execution_count"))
        {
            cell.Insert(cell.IndexOf("cell_type") + 1, "execution_count", null);
            Note(index, "a code cell has no execution_count, and null was added");
        }

        if (!cell.ContainsKey("outputs"))
        {
            cell.Insert(cell.IndexOf("metadata") + 1, "outputs", new JsonArray());
            Note(index, "a code cell has no outputs, and an empty list was added");
        }

        if (cell["outputs"] is not JsonArray outputs) return;
        foreach (JsonObject output in outputs.OfType<JsonObject>())
        {
            string? type = MultilineText.Join(output["output_type"]);
            if (type is "display_data" or "execute_result") AddObject(output, "metadata", index, "an output");
            if (type == "stream" && !output.ContainsKey("name"))
            {
                output.Insert(0, "name", "stdout");
                Note(index, "an output of type stream has no name, and stdout was added");
            }
        }
    }

    /// <summary>Gives a new id to a cell whose id another has, or which is no id.</summary>
    public void Ids(JsonArray cells)
    {
        HashSet<string> used = [.. cells.Select(cell => MultilineText.Join(cell!["id"])).OfType<string>()];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < cells.Count; i++)
        {
            JsonObject cell = (JsonObject)cells[i]!;
            if (!cell.ContainsKey("id")) continue;
            string? id = MultilineText.Join(cell["id"]);
            bool isId = id is not null && CellIds.IsValid(id);
            if (isId && seen.Add(id!)) continue;

            string fresh = CellIds.Unused(used, $"{i}\n{MultilineText.Join(cell["source"])}");
            cell["id"] = fresh;
            Note(i, isId ? "an earlier cell has the same id, and this one got another"
                : "an id is 1 to 64 letters, digits, - or _, and this cell got another");
        }
    }

    private void AddObject(JsonObject node, string field, int index, string what)
    {
        if (node.ContainsKey(field)) return;
        node.Add(field, new JsonObject());
        Note(index, $"{what} has no {field}, and an empty object was added");
    }

    private void Note(int cell, string what)
    {
        (int count, int first) = _mended.GetValueOrDefault(what, (0, cell));
        _mended[what] = (count + 1, first);
    }
}
