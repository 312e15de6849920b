using System.Xml.Linq;
using StudyKit.Charts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;

namespace StudyKit.Tests.Notebooks.Export;

public sealed class FigureFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-figures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_figure_becomes_one_svg_file_that_stands_alone()
    {
        Notebook notebook = Notebook.Create();
        Cell cell = Cell.Create(CellKind.Code, "two", "");
        cell.SetOutputs(new[] { "first", "second" }.Select(title =>
            new DisplayOutput(
                new MimeBundle { { "text/html", Figure.Line(title).Series("loss", [1, 2, 3], [3.0, 2, 1]).ToHtml() } },
                [])));
        notebook.Add(cell);
        string path = Path.Combine(_folder, "09-sample.ipynb");
        notebook.Write(path);

        IReadOnlyList<string> written = FigureFiles.Write(path, Path.Combine(_folder, "figures"));
        Assert.Equal(["09-sample.two.svg", "09-sample.two-2.svg"], written.Select(Path.GetFileName));
        XElement svg = XDocument.Load(written[1]).Root!;
        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.Equal((ns + "svg", "second"), (svg.Name, svg.Element(ns + "title")!.Value));
        Assert.Equal("#ffffff", svg.Elements(ns + "rect").First().Attribute("fill")!.Value);
    }
}
