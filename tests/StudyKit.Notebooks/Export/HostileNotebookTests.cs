using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export;
using StudyKit.Tests.Support;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>A notebook that wants to do harm: each of its values is a piece of markup.</summary>
public sealed class HostileNotebookTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    // Leaves an attribute, an element, a comment and a script, whichever it stands in.
    private const string Marker = "\"'><zz-mark onload=zz() " +
        "onerror=zz()></zz-mark></script></style></title></textarea>--><img src=x onerror=zz()><script>zz()</script>";

    private static readonly string[] Types =
    [
        "text/html", "text/plain", "text/markdown", "text/latex", "image/png", "image/jpeg", "image/gif", "image/webp",
        "image/svg+xml",
        "application/json", "application/javascript", "application/vnd.plotly.v1+json",
        "application/vnd.studykit.claim+json",
        "application/vnd.studykit.progress+json", "text/vnd.mermaid", "application/x-" + Marker,
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-hostile-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_value_of_a_notebook_enters_the_page_as_markup(bool trust)
    {
        string path = Path.Combine(_folder, "hostile.ipynb");
        File.WriteAllText(path, Hostile());
        File.WriteAllText(Path.ChangeExtension(path, ".claims.json"), HostileRun());
        WrittenReport report = ReportWriter.Write(path, trust: trust);
        ReportWriter.WriteIndex(_folder);
        foreach (string page in new[] { report.Path, Path.Combine(_folder, "index.html") })
        {
            IHtmlDocument document = new HtmlParser().ParseDocument(File.ReadAllText(page));
            Assert.Empty(document.QuerySelectorAll("zz-mark"));
            Assert.DoesNotContain(
                document.All.SelectMany(element => element.Attributes),
                one => one.Name.StartsWith("on", StringComparison.Ordinal));
            Assert.DoesNotContain(document.Scripts, script => script.Text.Trim() == "zz()");
            Assert.Empty(document.QuerySelectorAll("img[src='x']"));
            Assert.NotNull(document.QuerySelector("footer, main"));
        }
    }

    [Fact]
    public void A_bitmap_that_is_markup_is_left_out()
    {
        (IElement cell, IReadOnlyList<string> warnings) =
            OneCell.Output("image/png", "\"><meta/http-equiv=\"refresh\"/content=\"0;url=http://127.0.0.1/leak\">");
        Assert.Empty(cell.QuerySelectorAll("img, meta"));
        Assert.Equal(
            "Cell only: an output of type image/png is no base64 text. It was left out.", Assert.Single(warnings));
    }

    [Theory]
    [InlineData("<div style='position:fixed;top:0;z-index:9'>over all</div>", "position")]
    [InlineData("<div style='background:url(http://127.0.0.1/leak)'>x</div>", "url")]
    [InlineData(
        "<svg><style>@import 'http://127.0.0.1/leak'; } body { display:none }</style><text>x</text></svg>", "import")]
    [InlineData("<a href='javascript:zz()'>x</a>", "javascript")]
    [InlineData("<svg><a xlink:href='javascript:zz()'><text>x</text></a></svg>", "javascript")]
    [InlineData("<svg><use href='data:image/svg+xml,zz'/><text>x</text></svg>", "data:")]
    [InlineData(
        "<math><maction actiontype='statusline#http://127.0.0.1' href='javascript:zz()'>x</maction></math>",
        "javascript")]
    public void What_the_page_itself_shows_stays_in_its_place(string html, string gone)
    {
        IElement cell = OneCell.Output("text/html", html).Cell;
        Assert.DoesNotContain(gone, cell.QuerySelector(".outputs")!.InnerHtml, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_picture_outside_the_notebooks_folder_is_not_taken_into_the_page()
    {
        string outside = Path.Combine(Path.GetTempPath(), $"studykit-{Guid.NewGuid():N}.png");
        File.WriteAllText(outside, "secret");
        try
        {
            foreach (string way in new[] { outside, "../" + Path.GetFileName(outside), "link.png" })
            {
                (IElement cell, IReadOnlyList<string> warnings) = OneCell.Markdown(
                    $"![alt]({way})", folder => File.CreateSymbolicLink(Path.Combine(folder, "link.png"), outside));
                Assert.Empty(cell.QuerySelectorAll("img"));
                Assert.Contains("outside the notebook's folder", Assert.Single(warnings), StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [ChromiumFact]
    public async Task A_trusted_script_runs_twice_on_a_page_and_can_neither_send_nor_lead_away()
    {
        using LoopbackServer server = new(_ => new LoopbackServer.Reply("seen"u8.ToArray()));
        const string Widget =
            """<div id="box" style="height:20px"></div><script>document.getElementById("box").style.height = "333px";</script>""";
        string hostile = $$"""
            <script>
            const to = "{{server.Address}}leak";
            const tries = [
              () => { location.href = to; }, () => { top.location = to; }, () => { parent.location.href = to; }, () => window.open(to),
              () => fetch(to), () => { new Image().src = to; }, () => navigator.sendBeacon(to), () => new WebSocket(to.replace("http", "ws")),
              () => { const form = document.createElement("form"); form.action = to; document.body.append(form); form.submit(); },
              () => { const frame = document.createElement("iframe"); frame.src = to; document.body.append(frame); },
              () => { const link = document.createElement("a"); link.href = to; link.target = "_top"; document.body.append(link); link.click(); },
              () => { const meta = document.createElement("meta"); meta.httpEquiv = "refresh"; meta.content = "0;url=" + to; document.head.append(meta); },
              () => { const style = document.createElement("style"); style.textContent = `body{background:url(${to})}`; document.head.append(style); },
              () => { parent.document.title = "taken"; },
            ];
            for (const one of tries) { try { one(); } catch { } }
            </script>
            """;
        string path = Path.Combine(_folder, "widgets.ipynb");
        Notebook notebook = Notebook.Create();
        Cell cell = Cell.Create(CellKind.Code, "only", "code()");
        cell.SetOutputs([.. new[] { Widget, hostile, Widget }
            .Select(html => new DisplayOutput(new MimeBundle { { "text/html", html } }, []))]);
        notebook.Add(cell);
        notebook.Write(path);
        string report = ReportWriter.Write(path, trust: true).Path;
        await using BrowserPage page = await chromium.NewPageAsync(1280, false, true);
        await page.OpenFileAsync(report);
        const string fitted = "[...document.querySelectorAll('iframe')].filter(frame => " +
            "Math.abs(frame.getBoundingClientRect().height - 333) < 40).length === 2";
        await page.UntilAsync(fitted);
        // A frame whose first word came before the page listened is asked again, and answers.
        await page.EvaluateAsync("document.querySelectorAll('iframe').forEach(frame => { frame.style.height = ''; }); " +
            "document.dispatchEvent(new Event('studykit:theme'))");
        await page.UntilAsync(fitted);
        await Task.Delay(1500);
        Assert.Empty(server.Requests);
        Assert.Equal(new Uri(report).AbsoluteUri, (string?)await page.EvaluateAsync("location.href"));
        Assert.NotEqual("taken", (string?)await page.EvaluateAsync("document.title"));
        Assert.Equal(3, (int)(await page.EvaluateAsync("document.querySelectorAll('iframe').length"))!);
    }

    private static string Hostile()
    {
        Notebook notebook = Notebook.Create();
        notebook.Metadata["title"] = Marker;
        notebook.Metadata["studykit"] = new System.Text.Json.Nodes.JsonObject
        {
            ["paper"] = new System.Text.Json.Nodes.JsonObject
            {
                ["title"] = Marker,
                ["claim"] = Marker,
                ["authors"] = Marker,
                ["venue"] = Marker,
                ["arxiv"] = Marker,
                ["subtitle"] = Marker,
            },
        };
        notebook.Add(Cell.Create(CellKind.Markdown, "prose", $"# {Marker}\n\n{Marker}\n\n[x]({Marker}) " +
            $"![{Marker}](x.png \"{Marker}\")\n\n`{Marker}`\n\n${Marker}$\n\n```{Marker}\n{Marker}\n```\n"));
        Cell cell = Cell.Create(CellKind.Code, "code", $"// {Marker}\n\"{Marker}\"");
        List<CellOutput> outputs =
        [
            new StreamOutput("stdout", Marker),
            new StreamOutput(Marker, Marker),
            new ErrorOutput(Marker, Marker, [Marker]),
        ];
        outputs.AddRange(Types.Select(type => new DisplayOutput(Text(type), [])));
        outputs.AddRange(Types.Where(type => type.EndsWith("json", StringComparison.Ordinal))
            .Select(type => new DisplayOutput(Json(type), [])));
        // The page would otherwise be right to frame it.
        outputs.Add(new DisplayOutput(
            new MimeBundle { { "text/html", $"<figure class='sk-figure'><svg><text>{Marker}</text></svg></figure>" } },
            []));
        cell.SetOutputs(outputs);
        notebook.Add(cell);
        return notebook.ToJson();
    }

    private static MimeBundle Text(string type)
    {
        System.Text.Json.Nodes.JsonNode text = System.Text.Json.Nodes.JsonValue.Create(Marker)!;
        return new MimeBundle { { type, text }, { "text/plain", text } };
    }

    private static MimeBundle Json(string type)
    {
        string text = System.Text.Json.JsonSerializer.Serialize(Marker);
        string json = type switch
        {
            "application/vnd.plotly.v1+json" => $$"""
                {"data":[{"type":"scatter","name":{{text}},"y":[1],"text":[{{text}}]}],
                 "layout":{"title":{{text}},"xaxis":{"title":{{text}} } } }
                """,
            _ =>
                $$"""{"id":{{text}},"statement":{{text}},"source":{{text}},"published":{{text}},"measured":{{text}},"unit":{{text}},"interval":{{text}},"rule":{{text}},"verdict":{{text}},"reason":{{text}},"label":{{text}},"state":{{text}},"note":{{text}},"values":{{text}},"done":{{text}},"total":{{text}}}""",
        };
        return new MimeBundle { { type, System.Text.Json.Nodes.JsonNode.Parse(json)! } };
    }

    private static string HostileRun()
    {
        string text = System.Text.Json.JsonSerializer.Serialize(Marker);
        return $$"""
            {"run":{"notebook":{{text}},"status":{{text}},"message":{{text}},"scale":{{text}},"device":{{text}},"machine":{{text}},"system":{{text}},"dotnet":{{text}},"started":{{text}},"parameters":{"x":{{text}}},"versions":{"y":{{text}}},"cells":[{"id":{{text}},"seconds":1}]},
             "claims":[{"id":{{text}},"statement":{{text}},"source":{{text}},"published":{{text}},"measured":{{text}},"unit":{{text}},"rule":{{text}},"verdict":{{text}},"reason":{{text}},"cell":{{text}}}]}
            """;
    }
}
