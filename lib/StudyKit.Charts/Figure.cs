using StudyKit.Charts.Formatting;
using StudyKit.Charts.Model;
using StudyKit.Charts.Plotly;
using StudyKit.Charts.Svg;
using StudyKit.Charts.Words;
using StudyKit.Contracts;

namespace StudyKit.Charts;

/// <summary>
/// A figure is data first: named series, axes with units, a title, a caption and a text for those who cannot see it.
/// From the same data it is drawn as a static SVG, as an interactive Plotly chart and as a table.
/// Figures never change: each call returns a new figure, so write <c>figure = figure.Series(...)</c> in a loop.
/// </summary>
/// <example>
/// <code>
/// Figure.Line("Validation loss")
///     .X("step").Y("loss", "nats per token")
///     .Series("post-norm", steps, loss, band: (low, high))
///     .Caption("Mean of three seeds; the band is the 95% interval.")
/// </code>
/// </example>
[TypeFormatterSource(typeof(FigureFormatterSource), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Plotly])]
public abstract class Figure
{
    private protected Figure()
    {
    }

    /// <summary>The title, or <c>null</c>: a figure without a title shows none.</summary>
    public string? TitleText { get; private protected set; }

    /// <summary>The caption below the figure: what to see in it.</summary>
    public string? CaptionText { get; private protected set; }

    /// <summary>What the figure shows, in words: the text that was given, or one computed from the data.</summary>
    public string AlternativeText => GivenAlternative ?? Alternative.For(this);

    private protected string? GivenAlternative { get; set; }

    /// <summary>Lines over a common x axis, each with an optional band (a confidence interval).</summary>
    public static XyFigure Line(string? title = null) => new(title, MarkKind.Line);

    /// <summary>Points, each with optional error bars.</summary>
    public static XyFigure Scatter(string? title = null) => new(title, MarkKind.Points);

    /// <summary>Bars (or dots) over named categories, grouped by series, with optional error bars.</summary>
    public static BarFigure Bar(string? title = null) => new(title);

    /// <summary>How the values of one or more samples are distributed, in bins that all samples share.</summary>
    public static HistogramFigure Histogram(string? title = null) => new(title);

    /// <summary>A matrix as colours, first row at the top.</summary>
    /// <param name="values">The matrix, [rows, columns]; NaN is drawn as a gap.</param>
    /// <param name="rows">A label for each row, for example the tokens of the queries.</param>
    /// <param name="columns">A label for each column, for example the tokens of the keys.</param>
    public static HeatmapFigure Heatmap(
        double[,] values, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null) =>
        new(Check.Matrix(values), rows, columns);

    /// <inheritdoc cref="Heatmap(double[,], IEnumerable{string}, IEnumerable{string})"/>
    public static HeatmapFigure Heatmap(
        float[,] values, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null) =>
        new(Check.Matrix(values), rows, columns);

    /// <summary>
    /// Rows of boxes as wide as their texts: words cut into pieces, or the parts of a sequence.
    /// </summary>
    public static PiecesFigure Pieces(string? title = null) => new(title);

    /// <summary>Small multiples: panels that share their axes and their colour scale, filled row by row.</summary>
    /// <param name="columns">Panels in one row, for example the number of heads.</param>
    /// <param name="figures">The panels; their titles stand above them.</param>
    public static GridFigure Grid(int columns, params IEnumerable<Figure> figures) => new(columns, figures);

    /// <summary>One figure at several values of something, gone through with a slider; one scale for all.</summary>
    /// <param name="name">What changes: <c>d_k</c>.</param>
    /// <param name="frames">The figures, each with the value it is for.</param>
    public static FramesFigure Frames(string name, params IEnumerable<(string Label, Figure Frame)> frames) =>
        new(name, [.. frames]);

    /// <summary>
    /// A figure that could not be drawn: it says why, and shows the data as a table where there is some.
    /// </summary>
    public static MessageFigure Message(string title, string message, FigureTable? table = null) =>
        new(title, message, table);

    /// <summary>
    /// The static picture as inline SVG; its colours follow the page (<c>--sk-fg</c> and others), its layout the width.
    /// </summary>
    /// <param name="width">The width in pixels it is laid out for, 240 to 2000; texts keep their size.</param>
    public string ToSvg(int width = 720) => SvgRenderer.Render(this, width, standalone: false);

    /// <summary>
    /// A <c>figure</c> element: the static picture (a wide and a narrow one), the caption and the data as a table.
    /// </summary>
    public string ToHtml() => HtmlRenderer.Render(this);

    /// <summary>
    /// The interactive chart as Plotly's JSON: <c>{"data": [...], "layout": {...}, "config": {...}}</c>.
    /// </summary>
    public string ToPlotlyJson() => PlotlyRenderer.Render(this);

    /// <summary>The data behind the figure.</summary>
    public FigureTable ToTable() => Words.Table();

    /// <summary>
    /// Writes the picture as a file that stands alone, with a background and a dark variant of its own.
    /// </summary>
    /// <param name="path">Where to write; an existing file is replaced.</param>
    /// <param name="width">The width in pixels it is laid out for, 240 to 2000.</param>
    public void SaveSvg(string path, int width = 720) =>
        File.WriteAllText(path, SvgRenderer.Render(this, width, standalone: true));

    /// <summary>The title and a short summary of the data, as plain text.</summary>
    public override string ToString() => Alternative.Plain(this);

    /// <summary>How this kind is drawn as a static picture.</summary>
    internal abstract FigurePicture Picture { get; }

    /// <summary>How this kind is drawn as an interactive chart.</summary>
    internal abstract FigureChart Chart { get; }

    /// <summary>What this kind says in words, and its data as a table.</summary>
    internal abstract FigureWords Words { get; }

    /// <summary>Whether it may be a panel of a grid: its picture and its chart then know how to stand in one.</summary>
    internal bool CanBePanel => Picture is IPanelPicture && Chart is IPanelChart;

    /// <summary>A copy whose axes or colours reach as far as those of all the given figures of its kind.</summary>
    internal virtual Figure WithScalesOf(IReadOnlyList<Figure> all) => this;

    /// <summary>A copy with another title.</summary>
    internal abstract Figure WithTitle(string title);

    /// <summary>Fails, with what to do about it, when there is nothing to draw.</summary>
    internal abstract void EnsureDrawable();
}
