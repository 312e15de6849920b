using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Elements.Figures;

/// <summary>
/// plotly.js (MIT), in two sizes: its bundle of plane charts, which is all that the kit draws and a third as large, and
/// the whole as Plotly.NET carries it, for a reader's own chart in space or on a map. In the page it lies compressed,
/// and is unpacked by the browser when the first chart comes near the screen.
/// </summary>
internal sealed partial class PlotlyScript
{
    // As the bundle's own list has it.
    private static readonly HashSet<string> PlaneTraces = new(StringComparer.Ordinal)
    {
        "bar", "box", "contour", "heatmap", "histogram", "histogram2d", "histogram2dcontour", "image", "pie", "scatter",
        "scatterternary", "violin",
    };

    // Charts in WebGL compile their code from text in the page; others do not, and then the content policy forbids it.
    private static readonly string[] CompilingTraces =
    [
        "surface", "scatter3d", "mesh3d", "volume", "isosurface", "cone", "streamtube", "scattergl", "splom",
        "parcoords", "heatmapgl", "scatterpolargl",
    ];

    private static readonly Lazy<PlotlyScript> s_plane = new(() =>
        Load(Assembly.GetExecutingAssembly(), "report/plotly-cartesian.min.js"));

    private static readonly Lazy<PlotlyScript> s_whole = new(() =>
    {
        Assembly assembly = typeof(Plotly.NET.Chart).Assembly;
        return Load(assembly, assembly.GetManifestResourceNames().Single(name => Resource().IsMatch(name)));
    });

    private PlotlyScript(string version, string text, string packed) =>
        (Version, Text, Packed) = (version, text, packed);

    /// <summary>For plane charts alone.</summary>
    public static PlotlyScript Plane => s_plane.Value;

    /// <summary>For every chart.</summary>
    public static PlotlyScript Whole => s_whole.Value;

    public string Version { get; }

    /// <summary>The script itself; its hash goes into the content policy.</summary>
    public string Text { get; }

    /// <summary>The script, gzip then base64.</summary>
    public string Packed { get; }

    /// <summary>The smaller where it draws all charts of the page; any may come to a live page.</summary>
    /// <param name="page">Knows the charts.</param>
    public static PlotlyScript For(PageContext page) =>
        page.Life is null && Figures(page.Data).All(IsPlane) ? Plane : Whole;

    /// <summary>Whether a chart compiles code from text.</summary>
    /// <param name="data">The charts, among other data.</param>
    public static bool Compiles(IEnumerable<PageData> data) => Figures(data).Any(figure =>
        CompilingTraces.Any(trace => figure.Contains($"\"{trace}\"", StringComparison.Ordinal)));

    private static IEnumerable<string> Figures(IEnumerable<PageData> data) =>
        data.Where(one => one.Name == FigureView.DataName).Select(one => one.Json);

    private static bool IsPlane(string figure)
    {
        try
        {
            JsonArray traces = RecordJson.Field(RecordJson.Parse(figure), "data") as JsonArray ?? [];
            return traces.All(trace => PlaneTraces.Contains(RecordJson.Text(trace, "type") ?? "scatter"));
        }
        catch (JsonException)
        {
            // What cannot be read here is left to the whole library.
            return false;
        }
    }

    private static PlotlyScript Load(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        using MemoryStream script = new();
        stream.CopyTo(script);
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(script.GetBuffer(), 0, (int)script.Length);
        }

        string text = Encoding.UTF8.GetString(script.GetBuffer(), 0, (int)script.Length);
        return new PlotlyScript(
            Head().Match(text[..400]).Groups[1].Value, text,
            Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length));
    }

    [GeneratedRegex(@"plotly-(\d+\.\d+\.\d+)\.min\.js$")]
    private static partial Regex Resource();

    [GeneratedRegex(@"plotly\.js .*v(\d+\.\d+\.\d+)")]
    private static partial Regex Head();
}
