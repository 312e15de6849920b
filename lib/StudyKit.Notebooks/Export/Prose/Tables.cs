using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace StudyKit.Notebooks.Export.Prose;

/// <summary>Puts each table into a box that scrolls by itself, and sets columns of numbers to the right.</summary>
internal static partial class Tables
{
    public static void Settle(IElement root)
    {
        foreach (IElement table in root.QuerySelectorAll("table")
            .Where(table => table.ParentElement?.Closest("table") is null).ToArray())
        {
            AlignNumbers(table);
            if (table.ParentElement!.ClassList.Contains("scroll")) continue;
            IElement box = root.Owner!.CreateElement("div");
            box.ClassName = "scroll";
            table.Replace(box);
            box.Append(table);
        }
    }

    private static void AlignNumbers(IElement table)
    {
        IElement[] rows = [.. table.QuerySelectorAll("tr")];
        IElement[] body =
        [
            .. rows.Where(row => row.Closest("thead") is null && row.Children.Any(cell => cell.LocalName == "td")),
        ];
        if (body.Length == 0 || table.QuerySelector("[colspan], [rowspan], table") is not null) return;

        for (int column = 0; column < body[0].Children.Length; column++)
        {
            string[] values = [.. body.Where(row => row.Children.Length > column)
                .Select(row => row.Children[column].TextContent.Trim()).Where(value => value.Length > 0)];
            if (values.Length == 0 || !values.All(value => Number().IsMatch(value))
                || values.All(value => value is "-" or "–" or "—"))
            {
                continue;
            }

            foreach (IElement row in rows.Where(row => row.Children.Length > column
                && !row.Children[column].HasAttribute("align")))
            {
                row.Children[column].ClassList.Add("number");
            }
        }
    }

    [GeneratedRegex(
        @"^(?:[-–—]|[-−+±≈~]?\s?[\d.,\u2009\u202f]*\d[\d.,]*(?:e[-+]?\d+)?" +
        @"\s?(?:%|[MGkKB]|ms|s|x|×)?(?:\s?±\s?[\d.]+)?)$")]
    private static partial Regex Number();
}
