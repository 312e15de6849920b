using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Export.Languages;

namespace StudyKit.Tests.Notebooks.Export.Languages;

/// <summary>Every text of a page stands in both languages; what is data or code stays as it is.</summary>
public sealed class PageTranslationTests
{
    private const string Phrases = """
        { "c": { "english": "", "phrases": {
            "Loss of {1} nets": "{1} 个网络的损失", "training step": "训练步", "A figure": "一幅图",
            "Choose": "选择", "a wrapped title": "一个折行的标题" } } }
        """;

    [Theory]
    // A text, with the spaces around it.
    [InlineData(
        "<p>Loss of 3 nets <b>12</b></p>",
        """<p><span class="in-en">Loss of 3 nets</span>""" +
        """<span class="in-zh" lang="zh-Hans">3 个网络的损失</span> <b>12</b></p>""")]
    [InlineData(
        "<p><b>5</b> · training step</p>",
        """<p><b>5</b> <span class="in-en">· training step</span>""" +
        """<span class="in-zh" lang="zh-Hans">· 训练步</span></p>""")]
    // A picture's text gets a twin in its place.
    [InlineData(
        """<svg><text x="1" y="2">training step</text></svg>""",
        """<svg><text x="1" y="2" class="in-en">training step</text>""" +
        """<text x="1" y="2" lang="zh-Hans" class="in-zh">训练步</text></svg>""")]
    // A broken one is found by its whole, and broken again.
    [InlineData(
        """<svg><text y="1" data-whole="a wrapped title">a wrapped</text>""" +
        """<text y="2" data-whole="">title</text></svg>""",
        """<svg><text y="1" class="in-en">a wrapped</text>""" +
        """<text y="1" lang="zh-Hans" class="in-zh">一个折行</text>""" +
        """<text y="2" class="in-en">title</text><text y="2" lang="zh-Hans" class="in-zh">的标题</text></svg>""")]
    // Names for screen readers wait in an attribute.
    [InlineData(
        """<button aria-label="Choose">+</button>""",
        """<button aria-label="Choose" data-zh-aria-label="选择">+</button>""")]
    [InlineData(
        "<select><option>Choose</option></select>",
        """<select><option data-zh-text="选择">Choose</option></select>""")]
    // Code, tokens and unknown words stay.
    [InlineData("<pre>training step</pre>", "<pre>training step</pre>")]
    [InlineData("""<p translate="no">training step</p>""", """<p translate="no">training step</p>""")]
    [InlineData("<p>nobody knows this</p>", "<p>nobody knows this</p>")]
    public void Both_stand_side_by_side(string english, string both)
    {
        PageTranslation translation = New();
        Assert.Equal($"""<div id="cell-c">{both}</div>""", translation.Apply($"""<div id="cell-c">{english}</div>"""));
    }

    [Fact]
    public void What_is_missing_is_told_with_its_cell_and_place()
    {
        PageTranslation translation = New();
        translation.Apply("""<div id="cell-c"><p>nobody knows this</p><svg><text>training step</text></svg></div>""");
        Assert.Equal([("c", "p", "nobody knows this")], translation.Missing);
    }

    [Fact]
    public void For_another_program_the_Chinese_stands_alone() => Assert.Equal(
        """<p aria-label="选择">3 个网络的损失</p>""",
        New().InChinese(
            """<p aria-label="Choose">Loss of 3 nets</p>""", Cell.Create(CellKind.Code, "c", "1")));

    [Fact]
    public void A_scripts_texts_come_with_the_page_marked_titles_too()
    {
        const string Chart = """{ "t": "<b>Loss of 3 nets</b>", "u": ["training step", 3] }""";
        string texts = New().Texts([new("figure", 0, Chart)]);
        Assert.Equal("<b>3 个网络的损失</b>", (string?)JsonNode.Parse(texts)!["<b>Loss of 3 nets</b>"]);
        Assert.Equal("训练步", (string?)JsonNode.Parse(texts)!["training step"]);
    }

    private static PageTranslation New() => new(ChineseEdition.Parse("", Phrases, "x"));
}
