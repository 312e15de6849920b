using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace StudyKit.Tests.Live.State;

/// <summary>
/// A window without a browser: begins with a page as the server made it, and takes the numbered changes as the page's
/// script does. What the script draws is here a text, to be compared.
/// </summary>
internal sealed partial class Replica
{
    private readonly List<Shown> _cells = [];

    /// <summary>The number of the newest change that it holds.</summary>
    public long Last { get; private set; }

    public static Replica Of(string page)
    {
        IDocument document = new HtmlParser().ParseDocument(page);
        JsonObject state = (JsonObject)JsonNode.Parse(document.GetElementById("live-0")!.TextContent)!;
        Replica replica = new() { Last = (long)state["n"]! };
        foreach (JsonObject cell in state["cells"]!.AsArray().OfType<JsonObject>())
        {
            Shown shown = new((string)cell["id"]!, (string)cell["kind"]!) { Source = (string)cell["source"]! };
            shown.Take(cell["status"] as JsonObject);
            shown.Parts.AddRange(Parts(document.GetElementById("cell-" + shown.Id)));
            replica._cells.Add(shown);
        }

        return replica;
    }

    /// <summary>Takes a change.</summary>
    public void Take(JsonObject change)
    {
        if (change["n"] is null) return;
        long number = (long)change["n"]!;
        Assert.Equal(Last + 1, number);
        Last = number;
        string? id = (string?)change["id"];
        Shown? cell = _cells.Find(one => one.Id == id);
        switch ((string?)change["type"])
        {
            case "edited": cell!.Source = (string)change["source"]!; break;
            case "removed": _cells.Remove(cell!); break;
            case "status": cell?.Take(change); break;
            case "outputs": cell?.Show((bool)change["clear"]!, change["parts"]!.AsArray()); break;
            case "inserted":
                JsonObject made = (JsonObject)change["cell"]!;
                Shown shown = new((string)made["id"]!, (string)made["kind"]!) { Source = (string)made["source"]! };
                shown.Take(made["status"] as JsonObject);
                int place = _cells.FindIndex(one => one.Id == (string?)change["before"]);
                _cells.Insert(place < 0 ? _cells.Count : place, shown);
                break;
        }
    }

    /// <summary>The cells by their ids.</summary>
    public IEnumerable<string> Ids => _cells.Select(cell => cell.Id);

    /// <summary>Everything that a reader sees of the cells.</summary>
    public override string ToString() => string.Join('\n', _cells.Select(cell => cell.ToString()));

    private static IEnumerable<string> Parts(IElement? block)
    {
        IElement? outputs = block?.Children.FirstOrDefault(one => one.ClassName == "outputs");
        return outputs is null ? [] : outputs.InnerHtml.Split("<!--output-->").Select(Plain);
    }

    /// <summary>Numbers of data are a page's own, and the parser writes what means the same in its own way.</summary>
    private static string Plain(string html) => Numbers().Replace(
        new HtmlParser().ParseDocument($"<body>{html}").Body!.InnerHtml.Trim(), "data-$1=\"\"");

    [GeneratedRegex("data-(figure|attention)=\"\\d+\"")]
    private static partial Regex Numbers();

    private sealed record Shown(string Id, string Kind)
    {
        private string _status = "";

        public string Source { get; set; } = "";

        public List<string> Parts { get; } = [];

        public void Take(JsonObject? status)
        {
            if (status is null) return;
            _status = $"{status["standing"]} {status["run"]} {status["stale"]}";
        }

        public void Show(bool isCleared, JsonArray parts)
        {
            if (isCleared) Parts.Clear();
            foreach (JsonObject part in parts.OfType<JsonObject>())
            {
                int at = (int)part["at"]!;
                while (Parts.Count <= at) Parts.Add("");
                Parts[at] = Plain((string)part["html"]!);
            }
        }

        public override string ToString() =>
            $"{Id} {Kind} {_status} {Source} {string.Join("|", Parts.Where(one => one.Length > 0))}";
    }
}
