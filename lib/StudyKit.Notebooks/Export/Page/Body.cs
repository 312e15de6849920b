using System.Text;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Page;

/// <summary>
/// The cells in order. A cell tagged <c>pair</c> stands beside the one before it where the screen is wide enough (an
/// equation and its source, say); one tagged <c>aside</c> stands in the margin of the one before it.
/// </summary>
internal static class Body
{
    public static string Render(Notebook notebook, CellRenderer renderer)
    {
        StringBuilder html = new();
        List<(Cell Cell, string Html)> shown =
        [
            .. notebook.Cells.Select(cell => (cell, renderer.Render(cell))).Where(cell => cell.Item2.Length > 0),
        ];
        for (int i = 0; i < shown.Count; i++)
        {
            string? layout = i + 1 < shown.Count ? Layout(shown[i + 1].Cell) : null;
            if (layout is null) html.Append(shown[i].Html).Append('\n');
            else html.Append($"<div class=\"{layout}\">\n{shown[i].Html}\n{shown[++i].Html}\n</div>\n");
        }

        return html.ToString();
    }

    private static string? Layout(Cell cell) =>
        cell.HasTag("pair") ? "pair" : cell.HasTag("aside") ? "with-aside" : null;
}
