using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Charts;
using StudyKit.Contracts;

namespace StudyKit.Tests.Charts.Explorers;

public sealed class ModelFigureTests
{
    private static readonly ModelFlow Straight = new([0], ModelFlowKind.Sum, []);

    [Fact]
    public void A_shortcut_is_a_line_around_what_it_passes()
    {
        ModelBlock block = Model(new([0, 4], ModelFlowKind.Relu, []), Step("a", 0), Step("b", 2));
        IElement around = Draw(block).QuerySelector(".sk-m-around")!;
        Assert.Equal(["a", "b"], around.QuerySelectorAll(".sk-m-id").Select(name => name.TextContent));
        Assert.Equal("+", around.QuerySelector(".sk-m-join .sk-m-plus")!.TextContent);
        Assert.Equal("ReLU", around.QuerySelector(".sk-m-join code")!.TextContent);
    }

    [Fact]
    public void Ways_that_meet_stand_beside_each_other()
    {
        ModelBlock block = Model(new([2, 4, 6], ModelFlowKind.Sum, []), Step("a", 0), Step("b", 0), Step("c", -1));
        IElement beside = Draw(block).QuerySelector(".sk-m-beside")!;
        Assert.Equal(["a", "b", "c"], beside.Children.Select(way => way.QuerySelector(".sk-m-id")!.TextContent));
    }

    [Fact]
    public void A_sum_that_no_line_can_show_is_said_in_words()
    {
        // b reads a; d adds a, past b and c of which c reads the input: no way, no shortcut.
        ModelBlock block = Model(Straight with { Parts = [8] },
            Step("a", 0), Step("b", 2), Step("c", 0),
            Step("d", 6) with { Arrives = new([2, 6], ModelFlowKind.Sum, []) });
        Assert.Equal("plusa", Draw(block).QuerySelector(".sk-m-join .sk-m-word")!.TextContent.Replace(" ", ""));
    }

    [Fact]
    public void Equal_layers_are_one_block_and_layers_that_take_turns_too()
    {
        ModelBlock equal = Model(new([6], ModelFlowKind.Sum, []), Step("h.0", 0), Step("h.1", 2), Step("h.2", 4));
        Assert.Equal(["m", "h.0 … 2"], Names(equal));
        ModelBlock turns = Model(new([8], ModelFlowKind.Sum, []), Step("h.0", 0) with { Note = "dense" },
            Step("h.1", 2) with { Note = "banded" }, Step("h.2", 4) with { Note = "dense" },
            Step("h.3", 6) with { Note = "banded" });
        Assert.Equal(["m", "h.0 … 3", "h.0", "h.1"], Names(turns));
        Assert.Equal("× 2", Draw(turns).QuerySelector(".sk-m-times")!.TextContent);
        // Another width, or a name of its own, is another block.
        Assert.Equal(["m", "h.0", "h.1"], Names(Model(Straight with { Parts = [4] }, Step("h.0", 0),
            Step("h.1", 2) with { Outputs = ["[B=2, C=5]"] })));
        Assert.Equal(["m", "q", "k"], Names(Model(Straight with { Parts = [4] }, Step("q", 0), Step("k", 2))));
    }

    [Fact]
    public void Names_of_any_kind_stay_names()
    {
        ModelBlock block = Step("<img src=x onerror=alert(1)>&", 0) with { Note = "\"><script>", Source = "a&b" };
        string html = new ModelFigure(new ModelRecord([Model(Straight with { Parts = [2] }, block)])
        {
            Title = "<b>",
            Caption = "</figure>",
        }).ToHtml();
        IElement figure = new HtmlParser().ParseDocument(html).QuerySelector("figure")!;
        Assert.Equal("<img src=x onerror=alert(1)>&", figure.QuerySelectorAll(".sk-m-id")[1].TextContent);
        Assert.Empty(figure.QuerySelectorAll("img, b"));
        Assert.Equal("</figure>", figure.QuerySelector("figcaption")!.TextContent);
        Assert.Equal(2, figure.QuerySelectorAll("script, style").Length);
    }

    [Fact]
    public void It_opens_as_deep_as_it_is_told_and_says_what_was_not_called()
    {
        ModelBlock inner = Model(Straight with { Parts = [2] }, Step("x", 0)) with { Name = "n", Arrives = Straight };
        ModelBlock model = Model(Straight with { Parts = [2] }, inner) with
        {
            Blocks = [inner, new ModelBlock("pooler", "Linear") { HasPass = true, Count = 1 }],
        };
        ModelFigure figure = new(new ModelRecord([model]));
        Assert.Single(Document(figure).QuerySelectorAll("details[open]"));
        Assert.Equal(2, Document(figure.Open(9)).QuerySelectorAll("details[open]").Length);
        Assert.Equal(
            "not called in this pass", Document(figure).QuerySelector(".sk-m-unused .sk-m-count")!.TextContent);
        Assert.Contains("pooler Linear", figure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_models_have_names()
    {
        ModelFigure one = new(new ModelRecord([Model(Straight)]));
        Assert.Equal(["pre", "post"], Document(one.Beside("pre", ("post", one)))
            .QuerySelectorAll(".sk-m-name").Select(name => name.TextContent));
        Assert.Throws<ArgumentException>(() => new ModelFigure(new ModelRecord([])));
        Assert.Throws<ArgumentException>(() => new ModelFigure(new ModelRecord([Model(Straight), Model(Straight)])));
    }

    private static IElement Document(ModelFigure figure) =>
        new HtmlParser().ParseDocument(figure.ToHtml()).DocumentElement;

    private static IElement Draw(ModelBlock block) => Document(new ModelFigure(new ModelRecord([block])));

    private static IEnumerable<string> Names(ModelBlock block) =>
        Draw(block).QuerySelectorAll(".sk-m-id").Select(name => name.TextContent);

    private static ModelBlock Model(ModelFlow leaves, params ModelBlock[] blocks) => new("m", "Model")
    {
        HasPass = true,
        Call = 1,
        Calls = 1,
        Blocks = blocks,
        Leaves = leaves,
    };

    private static ModelBlock Step(string name, int from) => new(name, "Linear")
    {
        HasPass = true,
        Call = 1,
        Calls = 1,
        Count = 6,
        Inputs = ["[B=2, C=3]"],
        Outputs = ["[B=2, C=3]"],
        Arrives = new([from], ModelFlowKind.Sum, []),
    };
}
