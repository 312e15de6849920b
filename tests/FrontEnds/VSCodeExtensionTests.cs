using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyKit.Contracts;
using StudyKit.Notebooks.Execution.Runner;
using StudyKit.Notebooks.Export.Elements.Figures;
using StudyKit.Tests.Support;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.FrontEnds;

/// <summary>
/// What the VS Code extension and the kit must agree on. The extension itself is tested beside its sources, and in a
/// real VS Code by <c>tests/FrontEnds/VSCode/run.mjs</c>.
/// </summary>
public sealed partial class VSCodeExtensionTests
{
    private const string Folder = "lib/StudyKit.VSCode";

    private static readonly JsonNode Manifest =
        JsonNode.Parse(File.ReadAllText(SolutionFolder.File(Folder, "package.json")))!;

    [Fact]
    public void The_extension_knows_the_protocol_that_the_session_speaks()
    {
        string source = File.ReadAllText(SolutionFolder.File(Folder, "src/session/protocol.ts"));
        Assert.Contains(SessionProtocol.Number, Known().Match(source).Groups[1].Value.Split(',').Select(int.Parse));
    }

    [Fact]
    public void Each_of_the_kits_own_forms_has_a_renderer()
    {
        IEnumerable<string> shown = Manifest["contributes"]!["notebookRenderer"]!.AsArray()
            .SelectMany(renderer => renderer!["mimeTypes"]!.AsArray()).Select(type => (string)type!);
        Assert.Equal(
            [MimeTypes.Plotly, MimeTypes.Attention, MimeTypes.Claim, MimeTypes.Progress],
            shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Charts_are_drawn_by_the_plotly_that_the_reports_carry() =>
        Assert.Equal(PlotlyScript.Whole.Version, (string?)Manifest["devDependencies"]!["plotly.js-dist-min"]);

    [GeneratedRegex(@"knownProtocols[^=]*= \[([\d, ]+)\]")]
    private static partial Regex Known();
}
