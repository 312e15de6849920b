using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Languages;

/// <summary>
/// A notebook of the kit in Chinese, as a file for VS Code, Jupyter and the terminal: the text of its Markdown cells is
/// exchanged, the code stays. Each cell keeps its English in its metadata, so that a report has both languages.
/// </summary>
public static class ChineseNotebook
{
    private const string Owner = "studykit", Language = "language", Edition = "edition", English = "studykit_english";

    /// <summary>Puts the Chinese in place of the English; a cell whose English has changed keeps it.</summary>
    /// <param name="notebook">Changed in place.</param>
    /// <param name="path">Its file, whose name says which edition it is.</param>
    /// <exception cref="NotSupportedException">There is no Chinese edition of that name.</exception>
    public static void Translate(Notebook notebook, string path)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        string name = NameOf(path);
        ChineseEdition edition = Find(name);
        PageTranslation translation = new(edition);
        foreach (Cell cell in notebook.Cells)
        {
            if (cell.Kind == CellKind.Markdown && edition.Text(cell) is { } text)
            {
                cell.Metadata[English] = cell.Source;
                cell.Source = text;
            }
            else if (cell.Kind == CellKind.Code)
            {
                cell.SetOutputs([.. cell.Outputs.Select(output => InChinese(output, cell, translation))]);
            }
        }

        if (notebook.Metadata[Owner] is not JsonObject own) notebook.Metadata[Owner] = own = [];
        own[Language] = "zh";
        own[Edition] = name;
    }

    /// <summary>Says before a run that there is no Chinese edition.</summary>
    /// <param name="path">The notebook's file.</param>
    /// <exception cref="NotSupportedException">There is no Chinese edition of that name.</exception>
    public static void Require(string path) => Find(NameOf(path));

    private static string NameOf(string path) => Path.GetFileName(path).Split('.')[0];

    private static ChineseEdition Find(string name) => ChineseEdition.Of(name)
        ?? throw new NotSupportedException($"There is no Chinese edition of {name}: the notebooks of the kit have " +
            $"one ({string.Join(", ", ChineseEdition.Names)}). Leave --language out.");

    /// <summary>Whether the notebook's text is Chinese.</summary>
    /// <param name="notebook">The notebook.</param>
    internal static bool Is(Notebook notebook) => RecordJson.Text(notebook.Metadata[Owner], Language) == "zh";

    /// <summary>The name of the edition that it was made from; null where it was not.</summary>
    /// <param name="notebook">The notebook.</param>
    internal static string? EditionOf(Notebook notebook) => RecordJson.Text(notebook.Metadata[Owner], Edition);

    /// <summary>The notebook in English again, but for the cells whose Chinese the reader changed.</summary>
    /// <param name="notebook">Not changed.</param>
    internal static Notebook ToEnglish(Notebook notebook)
    {
        Notebook copy = notebook.Clone();
        ChineseEdition? edition = EditionOf(notebook) is { } name ? ChineseEdition.Of(name) : null;
        foreach (Cell cell in copy.Cells)
        {
            if (edition is null || RecordJson.Text(cell.Metadata, English) is not { } english) continue;
            string chinese = cell.Source;
            cell.Source = english;
            if (edition.Text(cell) != chinese) cell.Source = chinese;
        }

        return copy;
    }

    private static CellOutput InChinese(CellOutput output, Cell cell, PageTranslation translation) => output switch
    {
        DisplayOutput display => display with { Data = InChinese(display.Data, cell, translation) },
        ResultOutput result => result with { Data = InChinese(result.Data, cell, translation) },
        _ => output,
    };

    /// <summary>What a front end shows: HTML and Markdown. The kit's own records stay as they are.</summary>
    private static MimeBundle InChinese(MimeBundle data, Cell cell, PageTranslation translation)
    {
        JsonObject json = data.ToJson();
        if (data.Text(MimeTypes.Html) is { } html)
        {
            json[MimeTypes.Html] = MultilineText.Split(translation.InChinese(html, cell));
        }

        if (data.Text(MimeTypes.Markdown) is { } markdown && translation.Prose(cell, markdown) is { } text)
        {
            json[MimeTypes.Markdown] = MultilineText.Split(text);
        }

        return MimeBundle.From(json);
    }
}
