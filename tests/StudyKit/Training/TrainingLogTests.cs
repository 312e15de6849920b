using StudyKit.Training.Logging;

namespace StudyKit.Tests.Training;

public sealed class TrainingLogTests
{
    [Fact]
    public void A_log_survives_the_way_through_json_lines()
    {
        TrainingLog log = Sample();
        StringWriter text = new();
        log.WriteJsonLines(text);
        TrainingLog read = TrainingLog.ReadJsonLines(new StringReader(text.ToString()));
        Assert.Equal(log.Steps, read.Steps);
        Assert.Equal(log.Remarks, read.Remarks);
        Assert.Equal(log.Evaluations[0].Metrics, read.Evaluations[0].Metrics);
        Assert.True(double.IsNaN(read.Evaluations[1].Metrics["loss"]));
        Assert.Contains("\"learning_rate\":0.001", text.ToString());
    }

    [Fact]
    public void Csv_has_a_heading_and_a_line_each()
    {
        StringWriter text = new();
        Sample().WriteCsv(text);
        Assert.Equal("step,epoch,loss,learning_rate,gradient_norm,per_second,seconds\n10,0.5,3.25,0.001,2,900,1.5\n" +
            "20,1,2.5,0.002,1.5,1000,3\n", text.ToString());
    }

    [Fact]
    public void Series_are_for_charts_and_unknown_ones_are_listed()
    {
        TrainingLog log = Sample();
        (double[] steps, double[] losses) = log.Series("loss");
        Assert.Equal([10, 20], steps);
        Assert.Equal([3.25, 2.5], losses);
        (double[] at, double[] bleu) = log.Series("BLEU");
        Assert.Equal((20.0, 31.5), (at.Single(), bleu.Single()));
        ArgumentException e = Assert.Throws<ArgumentException>(() => log.Series("bleu"));
        Assert.StartsWith("name must be one of: loss, learning rate, gradient norm, per second, BLEU, valid, loss. " +
            "Received 'bleu'.", e.Message);
    }

    [Fact]
    public void The_first_step_below_a_level_is_that_of_an_average_corrected_for_its_start()
    {
        TrainingLog log = new();
        double[] losses = [4, 2, 1, 1];
        for (int i = 0; i < losses.Length; i++) log.Add(new LoggedStep(i + 1, 0, losses[i], 0, 0, 0, 0));
        // With a memory of 1/2 the averages are 4, (1 + 1) / (3/4) = 8/3, (1 + 1/2) / (7/8) = 12/7 and 1.25 / (15/16).
        Assert.Equal(1, log.FirstBelow(4.001, 0.5));
        Assert.Equal(2, log.FirstBelow(3.999, 0.5));
        Assert.Equal(2, log.FirstBelow(2.667, 0.5));
        Assert.Equal(3, log.FirstBelow(2.666, 0.5));
        Assert.Equal(4, log.FirstBelow(1.334, 0.5));
        Assert.Null(log.FirstBelow(1.333, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => log.FirstBelow(1, 1));
    }

    [Fact]
    public void A_line_that_is_none_is_named()
    {
        FormatException e = Assert.Throws<FormatException>(
            () => TrainingLog.ReadJsonLines(new StringReader("\n{\"kind\":\"step\"}\n")));
        Assert.StartsWith("Line 2 is not a line of a training log", e.Message);
    }

    private static TrainingLog Sample()
    {
        TrainingLog log = new();
        log.Add(new LoggedStep(10, 0.5, 3.25, 0.001, 2, 900, 1.5));
        log.Add(new LoggedStep(20, 1, 2.5, 0.002, 1.5, 1000, 3));
        log.Add(new LoggedEvaluation(20, 1, new Dictionary<string, double> { ["BLEU"] = 31.5, ["valid"] = 2.25 }, 3.5));
        log.Add(new LoggedEvaluation(20, 1, new Dictionary<string, double> { ["loss"] = double.NaN }, 3.6));
        log.Remark("Stopped.");
        return log;
    }
}
