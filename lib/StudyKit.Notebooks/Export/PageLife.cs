using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export;

/// <summary>What a page that is served has besides the report's: a script that talks to its server.</summary>
/// <param name="Style">Style sheet, after the report's.</param>
/// <param name="Script">Script, after the report's; the content policy names its hash.</param>
/// <param name="Server">Where the page may connect to; nothing else is reached.</param>
internal sealed record PageLife(string Style, string Script, string Server)
{
    /// <summary>The first number of the data of a piece that is added to a page that is open already.</summary>
    public int FirstNumber { get; init; }

    /// <summary>Changes a chart before it is drawn, such as to keep the series of the run before.</summary>
    public Func<Cell, JsonObject, JsonObject> Chart { get; init; } = (_, chart) => chart;
}
