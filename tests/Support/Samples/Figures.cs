using StudyKit.Charts;

namespace StudyKit.Tests.Support.Samples;

/// <summary>One figure of every kind, from data worked out by formula: the same on every machine.</summary>
public static class Figures
{
    public static readonly string[] English = ["a", "man", "is", "playing", "guitar", "</s>"];
    public static readonly string[] Chinese = ["今天", "天气", "真的", "非常", "好", "。"];

    public static XyFigure Line { get; } = Curves("Validation loss");

    public static XyFigure Scatter { get; } = Figure.Scatter("Parameters and BLEU")
        .X("parameters", "M", log: true).Y("BLEU")
        .Series("published", [28, 65, 213], [24.5, 25.8, 26.4])
        .Series("ours", [9.0, 15, 30], [22.1, 23.4, 24.2], band: ([21.5, 22.6, 23.7], [22.7, 24.0, 24.9]));

    public static BarFigure Bar { get; } = Figure.Bar("BLEU for different numbers of heads")
        .X("heads").Y("BLEU").Categories("1", "4", "8")
        .Series("published", [24.9, 25.5, 25.8])
        .Series("ours", [31.2, double.NaN, 33.4], interval: ([30.1, double.NaN, 32.8], [32.2, double.NaN, 34.0]));

    public static BarFigure Lying { get; } = Figure.Bar("噪声规则").Horizontal().X("rule").Y("dialogues removed", "%")
        .Categories("平台标签（回复 @某某）", "URLs", "advertisements and sensitive words")
            .Series("train", [12.1, 4.4, 2.2]).Series("test", [11.7, 4.9, 2.5]);

    public static BarFigure Dots { get; } = Figure.Bar("Error of residual nets")
        .Dots().X("depth").Y("test error", "%").Categories("20", "56", "110")
        .Series("published", [8.75, 6.97, 6.43]).Series(
            "residual", [9.1, 7.4, 6.9], interval: ([8.8, 7.1, 6.5], [9.4, 7.7, 7.3]));

    public static HistogramFigure Histogram { get; } = Figure.Histogram("Responses").X("standard deviation")
        .Series("plain", Enumerable.Range(0, 200).Select(i => 1.1 + (0.3 * Math.Sin(i * 1.7))))
        .Series("residual", Enumerable.Range(0, 100).Select(i => 0.7 + (0.2 * Math.Sin(i * 1.3))))
        .Share();

    public static HeatmapFigure Heatmap { get; } = Figure.Heatmap(Weights(6, 6), English, Chinese)
        .Title("Cross-attention").X("key").Y("query").Scale("attention weight");

    public static HeatmapFigure Diverging { get; } = Figure.Heatmap(Waves(5, 9))
        .Title("Correlation").Diverging().X("unit").Y("layer").Scale("correlation");

    public static GridFigure HeatGrid { get; } =
        Figure.Grid(3, Enumerable.Range(0, 6).Select(i => Figure.Heatmap(Weights(6, 6 + i)).X("key").Y("query")))
        .Title("Attention of every layer and head").RowHeadings("layer 1", "layer 2").ColumnHeadings(
            "head 1", "head 2", "head 3");

    public static GridFigure LineGrid { get; } = Figure.Grid(2, Curves("layer 1"), Curves("layer 2"), Curves("layer 3"))
        .Title("Loss by layer");

    public static PiecesFigure Words { get; } = Figure.Pieces("Words in pieces")
        .Word("unhappier", "un", "##h", "##app", "##i", "##er").Word("今天天气", "今天", "##天气")
        .Word("a<b & c", "a", "<", "b", "&", "c").Word("library", "library");

    public static PiecesFigure Steps { get; } = Figure.Pieces("Merge by merge")
        .Heading("low").Row("bytes", Joined(-1, "l", "o", "w")).Row("merge 3", Joined(0, "lo", "w"))
        .Heading("花").Row("bytes", Joined(-1, "E8", "8A", "B1")).Row("merge 7", Joined(1, "E8", "8A B1"));

    public static PiecesFigure Parts { get; } = Figure.Pieces("A pair of sentences").Row("one order",
    [
        new Piece("Start") { Kind = PieceKind.Special, Note = "612" },
        new Piece("she saw the man") { Note = "4 tokens", Color = "green" },
        new Piece("→") { Kind = PieceKind.Sign },
        new Piece("Transformer") { Kind = PieceKind.Step },
    ], "5 tokens");

    /// <summary>Every kind, by name.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    public static IReadOnlyDictionary<string, Figure> All { get; } = new Dictionary<string, Figure>
    {
        ["line"] = Line,
        ["scatter"] = Scatter,
        ["bar"] = Bar,
        ["lying bar"] = Lying,
        ["dots"] = Dots,
        ["histogram"] = Histogram,
        ["heatmap"] = Heatmap,
        ["diverging heatmap"] = Diverging,
        ["grid of heatmaps"] = HeatGrid,
        ["grid of lines"] = LineGrid,
        ["pieces of words"] = Words,
        ["pieces by steps"] = Steps,
        ["parts of a sequence"] = Parts,
        ["one piece"] = Figure.Pieces().Word("x", "x"),
        ["a long word"] = Figure.Pieces().Word("no end of it", new string('w', 150))
            .Row("a name that is too long to stand before its boxes", Joined(2, [.. Enumerable.Repeat("##ab", 60)])),
        ["published line"] = Figure.Line().X("epoch").Y("BLEU").Series("ours", [1, 2, 3], [4.1, double.NaN, 35.7])
            .Published(27.3).VerticalLine(2, "half").Note(3, 35.7, "best"),
        ["single point"] = Figure.Line().Series("ours", [5], [2.5]),
        ["constant"] = Figure.Line().Series("kept", [1, 2, 3], [0.15, 0.15, 0.15]),
        ["one cell"] = Figure.Heatmap(new[,] { { 3.5 } }),
        ["fifty by fifty"] = Figure.Heatmap(Weights(50, 50)),
        ["negative bars"] = Figure.Bar().Categories("no FFN", "no residual").Series("ours", [-4.2, -19.3]),
        ["message"] = Figure.Message("A pie chart", "It has no static picture."),
    };

    public static double[,] Weights(int rows, int columns)
    {
        double[,] weights = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            double sum = 0;
            for (int column = 0; column < columns; column++)
            {
                sum += weights[row, column] = 1.0 / (1 + ((row - column) * (row - column)));
            }

            for (int column = 0; column < columns; column++) weights[row, column] /= sum;
        }

        return weights;
    }

    private static IEnumerable<Piece> Joined(int made, params string[] texts) =>
        texts.Select((text, i) => new Piece(text) { Joins = i > 0, IsNew = i == made });

    private static XyFigure Curves(string title)
    {
        int[] steps = [.. Enumerable.Range(0, 41).Select(i => i * 50)];
        double[] post = [.. steps.Select(step => 2.2 + (6.9 * Math.Exp(-step / 420d)))],
            pre = [.. steps.Select(step => 2.5 + (6.6 * Math.Exp(-step / 260d)))];
        return Figure.Line(title).X("step").Y("loss", "nats per token")
            .Series(
                "post-norm", steps, post, band: (post.Select(value => value - 0.2), post.Select(value => value + 0.2)))
            .Series("pre-norm", steps, pre);
    }

    private static double[,] Waves(int rows, int columns)
    {
        double[,] waves = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                waves[row, column] = Math.Sin(row * 0.9) * Math.Cos(column * 0.5);
            }
        }

        return waves;
    }
}
