using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Formatting;

namespace StudyKit.Tests.Notebooks.Execution;

public sealed class FormattingTests
{
    [Fact]
    public void Formatters_brought_by_a_type_are_found_by_name_and_the_preferred_come_first()
    {
        MimeBundle bundle = ObjectFormatter.Format(new Derived());
        Assert.Equal(["application/vnd.test+json", "text/html", "text/plain"], bundle.Types);
        Assert.Equal("<b>seven</b>", bundle.Text("text/html"));
        Assert.Equal(7, (int)bundle.Json("application/vnd.test+json")!["n"]!);
        Assert.Equal("plain seven", bundle.Text("text/plain"));
    }

    [Fact]
    public void A_formatter_that_throws_leaves_a_sentence_and_no_failure()
    {
        MimeBundle bundle = ObjectFormatter.Format(new Broken());
        Assert.Equal("StudyKit.Tests.Notebooks.Execution.FormattingTests+Broken (could not be shown: " +
            "InvalidTimeZoneException: no zone)", bundle.Text("text/plain"));
    }

    [Fact]
    public void A_sequence_of_records_is_a_table()
    {
        string html = ObjectFormatter.Format(new[] { new Row("a", 1), new Row("b", 2) }).Text("text/html")!;
        Assert.Contains("<table>", html);
        Assert.Contains("<td>0</td>", html);
    }

    [Fact]
    public void Only_the_wanted_types_are_given_and_text_is_text_of_the_named_type()
    {
        Assert.Equal(["text/html"], ObjectFormatter.Format(new Derived(), ["text/html"]).Types);
        Assert.Equal("# 1", ObjectFormatter.Format("# 1", ["text/markdown"]).Text("text/markdown"));
    }

    [Fact]
    public void A_chart_of_XPlot_gives_its_plotly_json()
    {
        XPlot.Plotly.PlotlyChart chart = XPlot.Plotly.Chart
            .Plot(new XPlot.Plotly.Scatter { x = new[] { 1, 2 }, y = new[] { 3, 4 }, name = "it's" });
        chart.WithTitle("A title");
        MimeBundle bundle = ObjectFormatter.Format(chart);
        Assert.Equal(
            """{"data": [{"type": "scatter", "x": [1, 2], "y": [3, 4], "name": "it's"}], "layout": {"title": "A title"}, "config": {}}""",
            bundle.Text("application/vnd.plotly.v1+json"));
        Assert.Contains("<svg", bundle.Text("text/html"));
        Assert.StartsWith("Line chart of y over x: A title.", bundle.Text("text/plain"));
    }

    [Fact]
    public void A_chart_of_Plotly_NET_gives_its_plotly_json()
    {
        Plotly.NET.GenericChart chart = Plotly.NET.GenericChart
            .ofTraceObject(false, new Plotly.NET.Trace("scatterpolar"));
        MimeBundle bundle = ObjectFormatter.Format(chart);
        Assert.Equal(
            """{"data": [{"type": "scatterpolar"}], "layout": {}, "config": {}}""",
            bundle.Text("application/vnd.plotly.v1+json"));
    }

    private sealed record Row(string Name, int Count);

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
    {
        public Type FormatterSourceType => formatterSourceType;

        public string[]? PreferredMimeTypes { get; set; }
    }

    [TypeFormatterSource(typeof(Source), PreferredMimeTypes = ["application/vnd.test+json", "text/html"])]
    private class Base;

    private sealed class Derived : Base
    {
        public override string ToString() => "plain seven";
    }

    [TypeFormatterSource(typeof(Thrower))]
    private sealed class Broken;

    private sealed class Source
    {
        public IEnumerable<object> CreateTypeFormatters() =>
        [
            new Formatter("text/html", "<b>seven</b>"),
            new Formatter("application/vnd.test+json", "{\"n\": 7}"),
            new Formatter("text/never", null),
        ];
    }

    private sealed class Thrower
    {
        public IEnumerable<object> CreateTypeFormatters() => throw new InvalidTimeZoneException("no zone");
    }

    private sealed class Formatter(string mimeType, string? text)
    {
        public string MimeType => mimeType;

        public bool Format(object instance, TextWriter writer)
        {
            writer.Write(text);
            return text is not null;
        }
    }
}
