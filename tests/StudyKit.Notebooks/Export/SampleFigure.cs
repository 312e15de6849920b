using StudyKit.Charts;
using StudyKit.Notebooks.Documents;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>Figures as a cell leaves them: the static picture and Plotly's JSON.</summary>
internal static class SampleFigure
{
    private static readonly double[] Steps = [0, 200, 400, 600, 800, 1000];
    private static readonly double[] Train = [6.1, 4.0, 2.9, 2.1, 1.7, 1.41];
    private static readonly double[] Validation = [6.1, 4.1, 3.1, 2.4, 2.1, 1.9];

    public static DisplayOutput Loss() =>
        Output(Figure.Line("Loss of the small model on the text it learns from and on text it never saw")
        .X("step").Y("loss", "nats per token")
        .Series("train", Steps, Train)
        .Series("validation", Steps, Validation, band: (
            Validation.Select(y => y - 0.2).ToArray(), Validation.Select(y => y + 0.2).ToArray()))
        .Caption("Training and validation loss, mean of three seeds; the band is the 95% interval. Both fall steeply " +
            "until the warm-up ends at step 400."));

    public static DisplayOutput Attention()
    {
        string[] english =
        [
            "the", "dog", "runs", "in", "the", "snow", "<eos>",
        ], chinese = ["狗", "在", "雪", "地", "里", "跑", "<eos>"];
        double[,] weights = new double[7, 7];
        for (int i = 0; i < 7; i++)
        {
            for (int j = 0; j < 7; j++) weights[i, j] = Math.Exp(-Math.Abs(i - ((j * 3 + 1) % 7)));
        }

        return Output(Figure.Heatmap(weights, chinese, english)
            .X("English, key").Y("Chinese, query").Scale("attention weight")
            .Caption("Cross-attention of one head. A row sums to one."));
    }

    private static DisplayOutput Output(Figure figure) =>
        new(
            new MimeBundle
            {
                { "text/html", figure.ToHtml() },
                { "application/vnd.plotly.v1+json", figure.ToPlotlyJson() },
                { "text/plain", figure.ToString() },
            },
            []);
}
