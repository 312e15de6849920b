using System.Text.Json.Nodes;
using StudyKit.Contracts;

namespace StudyKit.Tests.Contracts;

public sealed class ProgressReportTests
{
    private static readonly ProgressReport Training = new(
        "training", 500, 2000, "steps", new Dictionary<string, double> { ["loss"] = 1.41421, ["lr"] = 0.00003 }, 125,
        375.2, ProgressState.Running);

    [Fact]
    public void A_report_is_one_line_of_text_in_every_culture()
    {
        using GermanNumbers german = new();
        Assert.Equal(
            "training: 500/2,000 steps (25%), loss 1.414, lr 3×10⁻⁵, 2 min 5 s so far, 6 min 15 s left",
            Training.ToString());
        Assert.Equal(
            "training: 2,000/2,000 steps (100%), took 8 min 20 s. As expected.",
            (Training with
            {
                Done = 2000,
                Values = new Dictionary<string, double>(),
                State =
                ProgressState.Done,
                ElapsedSeconds = 500,
                Note = "As expected."
            }).ToString());
        Assert.Equal(
            "read: 7 files, stopped after 1.5 s",
            new ProgressReport("read", 7, 0, "files",
                new Dictionary<string, double>(), 1.5, null, ProgressState.Stopped).ToString());
    }

    [Fact]
    public void A_report_survives_its_json()
    {
        ProgressReport read = ProgressReport.Read(JsonNode.Parse(RecordJson.Write(Training.ToJson())))!;
        Assert.Equal(Training.ToString(), read.ToString());
    }

    [Fact]
    public void What_json_cannot_write_is_null_and_is_read_as_not_a_number()
    {
        ProgressReport diverged = Training with
        {
            Values =
            new Dictionary<string, double> { ["loss"] = double.NaN },
            LeftSeconds = double.PositiveInfinity
        };
        string json = RecordJson.Write(diverged.ToJson());
        Assert.Contains("\"values\":{\"loss\":null}", json, StringComparison.Ordinal);
        Assert.Contains("\"left_s\":null", json, StringComparison.Ordinal);
        Assert.Equal(double.NaN, ProgressReport.Read(JsonNode.Parse(json))!.Values["loss"]);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("false")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void Json_that_is_no_object_is_no_report(string json) =>
        Assert.Null(ProgressReport.Read(JsonNode.Parse(json)));

    [Fact]
    public void Odd_fields_have_defaults() => Assert.Equal(
        "progress: 0 , unknown so far",
        ProgressReport.Read(JsonNode.Parse("""{"label":[],"done":"x","values":{"a":"b"}}"""))!.ToString());
}
