using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Notebooks.Export.Outputs;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>Formulas, links and colours that Jupyter shows.</summary>
public sealed class JupyterProseTests
{
    [Theory]
    [InlineData("\\begin{cases} 1 & x > 0 \\\\ 2 & y \\end{cases}")]
    [InlineData("\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix}")]
    [InlineData("\\begin{split} a &= b \\\\ c &= d \\end{split}")]
    [InlineData("\\begin{flalign} a &= b \\\\ c &= d \\end{flalign}")]
    [InlineData("in a line $\\begin{align*} a &= b \\\\ c &= d \\end{align*}$ too")]
    [InlineData("\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}")]
    public void Bare_environments_are_formulas(string text)
    {
        (IElement cell, IReadOnlyList<string> warnings) = OneCell.Markdown(text);
        Assert.Empty(warnings);
        Assert.Equal(2, cell.QuerySelector("math")!.QuerySelectorAll("mtr").Length);
    }

    [Theory]
    [InlineData("$$\na = b\n\n- c\n$$\n\nAfter.", "a=b−c")]
    [InlineData("Before.\n\n$$ a\n\n\n+ b $$", "a+b")]
    public void A_display_formula_may_have_an_empty_line_inside(string text, string shown)
    {
        (IElement cell, IReadOnlyList<string> warnings) = OneCell.Markdown(text);
        Assert.Empty(warnings);
        Assert.Empty(cell.QuerySelectorAll("li"));
        IElement formula = Assert.Single(cell.QuerySelectorAll("math"));
        Assert.Equal(shown, string.Concat(formula.TextContent.Where(c => c > ' ')));
    }

    [Fact]
    public void Dollars_far_from_each_other_are_no_formula() => Assert.Empty(OneCell.Markdown(
        "The shell's $$ is its number.\n\nSo $$ again.").Cell.QuerySelectorAll("math"));

    [Fact]
    public void Colours_and_centred_text_are_kept_and_nothing_else_of_a_style()
    {
        IElement cell = OneCell.Markdown(
            "<font color=\"red\" size=\"7\">warm</font> and <span style=\"color: #00f; position: " +
            "fixed\">cold</span>, " +
            "<font color=\"red;position:fixed\">plain</font>, List<T>\n\n<center>middle **b**</center>\n\n" +
            "<p style=\"background-color: rgb(1, 2, 3); background: url(http://x/)\">ground</p>").Cell;
        Assert.Equal(
            ["warm: color: red", "cold: color: #00f", "plain: color: red", "middle **b**: text-align: center",
                "ground: background-color: rgb(1, 2, 3)"],
            cell.QuerySelectorAll("span[style], span:not([class]), div[style], p[style]")
                .Where(one => one.Children.Length == 0)
                .Select(one => $"{one.TextContent.Trim()}: {one.GetAttribute("style")}"));
        Assert.Empty(cell.QuerySelectorAll("font, center"));
        Assert.Contains("List<T>", cell.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_environment_of_documents_stays_text() =>
        Assert.Empty(OneCell.Markdown("\\begin{itemize} x \\end{itemize}").Cell.QuerySelectorAll("math"));

    [Fact]
    public void A_labelled_equation_has_a_number_and_references_lead_to_it()
    {
        (IElement page, IReadOnlyList<string> warnings) = Page(
            "Before \\eqref{eq:one}.",
            "$$ x \\tag{1} $$",
            "\\begin{equation}\n\\label{eq:one}\na = b\n\\end{equation}\n\nBy $\\eqref{eq:one}$ and \\ref{eq:one}.",
            "$$ y \\tag{7} \\label{seven} $$ and \\eqref{seven}");
        Assert.Empty(warnings);
        Assert.Equal(
            ["#eq-eq-one (2)", "#eq-eq-one (2)", "#eq-eq-one 2", "#eq-seven (7)"],
            page.QuerySelectorAll("a[href^='#eq']").Select(a => $"{a.GetAttribute("href")} {a.TextContent}"));
        Assert.Contains("(2)", page.QuerySelector("#eq-eq-one")!.ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_to_nothing_is_told()
    {
        (IElement cell, IReadOnlyList<string> warnings) = OneCell.Markdown("By \\eqref{none}.");
        Assert.Equal("By (???).", cell.TextContent.Trim());
        Assert.Contains("no equation has the label none", Assert.Single(warnings));
    }

    [Fact]
    public void Macros_hold_from_their_definition_to_the_end_of_the_page()
    {
        (IElement page, IReadOnlyList<string> warnings) = Page(
            "$\\newcommand{\\E}{\\mathbb{E}} \\DeclareMathOperator*{\\most}{arg\\,most}$",
            "Then $\\E[x]$ and $\\most_i p_i$.",
            "$\\newcommand{\\E}{\\mathbb{E}}\\newcommand{\\pair}[2]{#1, #2}$ again: $\\pair{\\E}{b}$ and $\\Eta$");
        Assert.Equal(4, page.QuerySelectorAll("math").Length + warnings.Count);
        Assert.Equal(["𝔼[x]", "arg most"], page.QuerySelectorAll("math").Take(2)
            .Select(math => math.TextContent.Replace("\u2009", " ")
                .Replace("\u2061", "").Replace("i", "").Replace("p", "").Trim()));
        Assert.Contains("𝔼,b", page.QuerySelectorAll("math")[2].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Anchors_of_Jupyter_and_of_GitHub_lead_to_headings()
    {
        (IElement page, IReadOnlyList<string> warnings) = Page(
            "[a](#My-Heading) [b](#my-heading) [c](#1.-Intro-part) [d](#方法) [e](#custom) [f](#My%20Heading) " +
            "[g](#usage-1)",
            "## My Heading", "## 1. Intro part", "## 方法", "<a name=\"custom\"></a>text", "## Usage", "## Usage");
        Assert.Empty(warnings);
        string[] targets = [.. page.QuerySelectorAll(".prose a").Select(a => a.GetAttribute("href") ?? "none").Take(7)];
        Assert.Equal(
            "#my-heading #my-heading #1-intro-part #%E6%96%B9%E6%B3%95 #custom #my-heading #usage-2",
            string.Join(' ', targets));
    }

    [Fact]
    public void Bare_addresses_are_links()
    {
        IElement link = OneCell.Markdown("See https://example.org/a_b.").Cell.QuerySelector("a")!;
        Assert.Equal(("https://example.org/a_b", "noopener noreferrer"),
            (link.GetAttribute("href"), link.GetAttribute("rel")));
    }

    [Fact]
    public void Colours_of_a_terminal_are_kept() => Assert.Equal(
        ["<span class=\"ansi-red ansi-bold\">a&lt;b</span> c", "<span class=\"ansi-blue\">d</span>", "new"],
        AnsiText.Lines("\u001b[1;31ma<b\u001b[0m c\n\u001b[38;2;10;10;200md\u001b[0m\nold\rnew"));

    [Fact]
    public void A_reports_output_has_the_colours() => Assert.Equal(
        "ok", OneCell.Output(new StreamOutput("stdout", "\u001b[32mok\u001b[0m\n")).Cell
            .QuerySelector("pre.stream .ansi-green")!.TextContent);

    private static (IElement Page, IReadOnlyList<string> Warnings) Page(params string[] cells)
    {
        string folder = Directory.CreateTempSubdirectory("studykit-report-").FullName;
        try
        {
            Notebook notebook = Notebook.Create();
            notebook.Add(Cell.Create(CellKind.Markdown, "title", "# A title"));
            for (int i = 0; i < cells.Length; i++) notebook.Add(Cell.Create(CellKind.Markdown, $"c{i}", cells[i]));
            string path = Path.Combine(folder, "one.ipynb");
            notebook.Write(path);
            WrittenReport report = ReportWriter.Write(path);
            return (new HtmlParser().ParseDocument(File.ReadAllText(report.Path)).QuerySelector("main")!,
                report.Warnings);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
