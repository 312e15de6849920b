using System.Text.RegularExpressions;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export;

/// <summary>Takes the kit's figures out of an executed notebook, as SVG files for slides and web pages.</summary>
public static partial class FigureFiles
{
    private const string WhiteGround = "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>";

    /// <summary>
    /// Writes <c>notebook.cell.svg</c> for each figure; a cell's second figure is <c>notebook.cell-2.svg</c>. Text
    /// stays text, and the ground is white.
    /// </summary>
    /// <param name="executedNotebook">Path of the executed notebook.</param>
    /// <param name="folder">Where to write; made when missing.</param>
    /// <returns>The files, in the notebook's order.</returns>
    /// <exception cref="NotebookFormatException">The file is no notebook.</exception>
    /// <exception cref="IOException">
    /// A figure could not be written; an older file of that name is unchanged.
    /// </exception>
    public static IReadOnlyList<string> Write(string executedNotebook, string folder)
    {
        Notebook notebook = Notebook.Read(executedNotebook);
        List<string> written = [];
        foreach (Cell cell in notebook.Cells)
        {
            int number = 0;
            foreach (string svg in cell.Outputs.OfType<DataOutput>()
                .SelectMany(output => Pictures(output.Data.Text(MimeTypes.Html) ?? "")))
            {
                string name = ++number == 1 ? cell.Id : $"{cell.Id}-{number}";
                string path = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(executedNotebook)}.{name}.svg");
                AtomicFile.WriteText(path, svg);
                written.Add(path);
            }
        }

        return written;
    }

    // A figure holds a wide and a narrow drawing of itself; the wide one is for the page.
    private static IEnumerable<string> Pictures(string html) => Wide().Matches(html)
        .Select(match => $"{Light(match.Groups["open"].Value)}{WhiteGround}{match.Groups["rest"].Value}\n");

    private static string Light(string tag) =>
        tag.Replace("<svg ", "<svg style=\"color-scheme:light\" ", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<open><svg [^>]*class=""sk-svg sk-wide""[^>]*>)(?<rest>.*?</svg>)", RegexOptions.Singleline)]
    private static partial Regex Wide();
}
