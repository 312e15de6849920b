using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StudyKit.Notebooks.Documents;

/// <summary>Gives cells without an id one that depends only on the notebook, so that two readings agree.</summary>
internal static partial class CellIds
{
    public static bool IsValid(string id) => Allowed().IsMatch(id);

    /// <returns>Whether an id was added.</returns>
    public static bool AddMissing(JsonArray cells)
    {
        HashSet<string> used = [.. cells.Select(cell => MultilineText.Join(cell!["id"])).OfType<string>()];
        bool added = false;
        for (int i = 0; i < cells.Count; i++)
        {
            JsonObject cell = (JsonObject)cells[i]!;
            if (cell.ContainsKey("id")) continue;
            string id = Unused(used, $"{i}\n{MultilineText.Join(cell["source"])}");
            // Before metadata, where Jupyter's sorted keys have it.
            int place = cell.IndexOf("metadata");
            cell.Insert(place, "id", id);
            added = true;
        }

        return added;
    }

    /// <summary>An id made of the text's hash that is not in <paramref name="used"/>, and is added to it.</summary>
    public static string Unused(HashSet<string> used, string text)
    {
        for (int attempt = 0; ; attempt++)
        {
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(attempt == 0 ? text : $"{text}\n{attempt}"));
            string id = Convert.ToHexStringLower(hash.AsSpan(0, 4));
            if (used.Add(id)) return id;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Allowed();
}
