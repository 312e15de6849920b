using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Formulas;

/// <summary>
/// Converted formulas, kept from one run to the next in a file of the user's: the converter takes more than a second
/// to load, and a notebook's formulas seldom change. What cannot be read or written is converted anew.
/// </summary>
/// <param name="file">The file; null keeps nothing.</param>
internal sealed class FormulaStore(string? file)
{
    private const int LongestFormula = 20_000, MostFormulas = 4_000;

    private readonly Dictionary<string, string> _known = Read(file);
    private readonly Dictionary<string, string> _fresh = new(StringComparer.Ordinal);

    /// <summary>The user's own store of one converter; another converter, or other options, have another.</summary>
    /// <param name="converter">The converter's text with its options.</param>
    public static FormulaStore Own(string converter)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(converter)))[..12];
        return new FormulaStore(
            UserFolder.Path is { } own ? Path.Combine(own, "formulas", $"temml-{hash}.json") : null);
    }

    /// <summary>The formula as it was converted before.</summary>
    public string? Find(string tex, bool display) => _known.GetValueOrDefault(Key(tex, display));

    /// <summary>Takes a formula that was converted just now.</summary>
    public void Add(string tex, bool display, string mathMl)
    {
        if (file is not null && mathMl.Length <= LongestFormula) _fresh[Key(tex, display)] = mathMl;
    }

    /// <summary>Writes what is new, beside what other processes have written meanwhile.</summary>
    public void Save()
    {
        if (file is null || _fresh.Count == 0) return;
        Dictionary<string, string> all = Read(file);
        if (all.Count + _fresh.Count > MostFormulas) all.Clear();
        foreach ((string key, string mathMl) in _fresh) _known[key] = all[key] = mathMl;
        _fresh.Clear();
        try
        {
            AtomicFile.WriteText(file, JsonSerializer.Serialize(all));
        }
        catch (IOException)
        {
            // A full or read-only disk: the next run converts them again.
        }
    }

    private static string Key(string tex, bool display) => (display ? "display " : "text ") + tex;

    private static Dictionary<string, string> Read(string? file)
    {
        try
        {
            if (file is not null && File.Exists(file))
            {
                return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file)) ?? [];
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            // Damaged or another's: as if there were none.
        }

        return [];
    }
}
