using System.Text.Json.Nodes;
using StudyKit.Live.Rendering;

namespace StudyKit.Tests.Live.Rendering;

/// <summary>The lines of the run before, behind those of this one.</summary>
public sealed class PaleSeriesTests
{
    [Fact]
    public void The_lines_of_the_run_before_stay_pale_and_the_chart_itself_is_not_changed()
    {
        JsonObject now = Chart("Loss", "[1,2]"), before = Chart("Loss", "[3,4]");
        JsonArray data = (JsonArray)PaleSeries.Merge(now, [Chart("Other", "[9,9]"), before])["data"]!;
        Assert.Equal(2, data.Count);
        Assert.Equal("[3,4]", data[1]!["y"]!.ToJsonString());
        Assert.Equal("the run before", (string?)data[1]!["name"]);
        Assert.True((double)data[1]!["opacity"]! < 0.5);
        Assert.Single((JsonArray)now["data"]!);
    }

    [Fact]
    public void What_is_the_same_as_before_is_drawn_once() =>
        Assert.Single((JsonArray)PaleSeries.Merge(Chart("Loss", "[1,2]"), [Chart("Loss", "[1,2]")])["data"]!);

    [Fact]
    public void Bands_and_maps_are_not_drawn_twice()
    {
        JsonObject before = Chart("Loss", "[3,4]");
        before["data"]![0]!["fill"] = "tonexty";
        Assert.Single((JsonArray)PaleSeries.Merge(Chart("Loss", "[1,2]"), [before])["data"]!);
    }

    private static JsonObject Chart(string title, string values) => (JsonObject)JsonNode.Parse($$$$"""
        {"data": [{"type": "scatter", "name": "model", "x": [0,1], "y": {{{{values}}}}}],
         "layout": {"title": {"text": "{{{{title}}}}"}}}
        """)!;
}
