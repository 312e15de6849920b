using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyKit.Notebooks.Export.Elements.Figures;

/// <summary>
/// plotly.js as Plotly.NET carries it (MIT). In the page it lies compressed (1.5 MB instead of 3.6) and is unpacked by
/// the browser when the first chart comes near the screen.
/// </summary>
internal static partial class PlotlyScript
{
    private static readonly Lazy<(string Version, string Text, string Packed)> Loaded = new(Load);

    // Charts in WebGL compile their code from text in the page; others do not, and then the content policy forbids it.
    private static readonly string[] CompilingTraces =
    [
        "surface", "scatter3d", "mesh3d", "volume", "isosurface", "cone", "streamtube", "scattergl", "splom",
        "parcoords", "heatmapgl", "scatterpolargl",
    ];

    public static string Version => Loaded.Value.Version;

    /// <summary>The script itself; its hash goes into the content policy.</summary>
    public static string Text => Loaded.Value.Text;

    /// <summary>The script, gzip then base64.</summary>
    public static string Packed => Loaded.Value.Packed;

    public static bool Compiles(IEnumerable<string> figures) =>
        figures.Any(figure => CompilingTraces.Any(trace => figure.Contains($"\"{trace}\"", StringComparison.Ordinal)));

    private static (string Version, string Text, string Packed) Load()
    {
        Assembly assembly = typeof(Plotly.NET.Chart).Assembly;
        string name = assembly.GetManifestResourceNames().Single(resource => Resource().IsMatch(resource));
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        using MemoryStream script = new();
        stream.CopyTo(script);
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(script.GetBuffer(), 0, (int)script.Length);
        }

        return (Resource().Match(name).Groups[1].Value, Encoding.UTF8.GetString(
            script.GetBuffer(),
            0,
            (int)script.Length), Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length));
    }

    [GeneratedRegex(@"plotly-(\d+\.\d+\.\d+)\.min\.js$")]
    private static partial Regex Resource();
}
