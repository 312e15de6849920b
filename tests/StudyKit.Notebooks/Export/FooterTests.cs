using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>How to make a report again: the run's own command, or other numbers come out.</summary>
public sealed class FooterTests
{
    [Theory]
    [InlineData("seed = 1001;", """{"scale":"quick","seed":"1001","dataRoot":""}""",
        "studykit run 01-own.ipynb --scale quick -p seed=1001")]
    [InlineData("scale = \"study\";\nseedCount = 2;\nseed = 7;", """{"scale":"study","seedCount":"2","seed":"7"}""",
        "studykit run 01-own.ipynb --scale study -p seedCount=2 -p seed=7")]
    [InlineData("dataRoot = \"/my data\";", """{"scale":"quick","dataRoot":"/my data"}""",
        "studykit run 01-own.ipynb --scale quick -p \"dataRoot=/my data\"")]
    public void It_names_what_was_given_to_the_run(string injected, string parameters, string command) =>
        Assert.Equal(command, Command("// Given to this run.\n" + injected, parameters));

    [Fact]
    public void Without_parameters_it_names_the_scale_alone() =>
        Assert.Equal("studykit run 01-own.ipynb --scale quick", Command(null, """{"scale":"quick","seed":"1"}"""));

    private static string Command(string? injected, string parameters)
    {
        string folder = Directory.CreateTempSubdirectory("studykit-footer-").FullName;
        try
        {
            Notebook notebook = Notebook.Create();
            if (injected is not null) notebook.Add(Cell.Create(CellKind.Code, "own", injected, "injected-parameters"));
            // The executed notebook's name says the scale, the command names the notebook that was run.
            string path = Path.Combine(folder, "01-own.study.ipynb");
            notebook.Write(path);
            JsonObject run = new()
            {
                ["notebook"] = "01-own.ipynb",
                ["parameters"] = JsonNode.Parse(parameters),
            };
            string facts = new JsonObject { ["run"] = run }.ToJsonString();
            File.WriteAllText(Path.Combine(folder, "01-own.study.claims.json"), facts);
            return new HtmlParser().ParseDocument(File.ReadAllText(ReportWriter.Write(path).Path))
                .QuerySelectorAll(".colophon code")[1].TextContent;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
