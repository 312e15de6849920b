using StudyKit.Charts.Model;
using StudyKit.Charts.Plotly;
using StudyKit.Charts.Svg;
using StudyKit.Charts.Svg.Grid;
using StudyKit.Charts.Words;

namespace StudyKit.Charts;

/// <summary>Small multiples: panels that share axes and colour scale; made by <see cref="Figure.Grid"/>.</summary>
public sealed class GridFigure : FigureBuilder<GridFigure>
{
    internal GridFigure(int columns, IEnumerable<Figure> figures)
    {
        Panels = [.. figures];
        Columns = columns;
        Check.Grid(columns, Panels);
    }

    internal int Columns { get; }

    internal Figure[] Panels { get; }

    internal int Rows => (Panels.Length + Columns - 1) / Columns;

    /// <summary>The named series of all panels.</summary>
    internal IEnumerable<INamed> Named => Panels.OfType<IAxes>().SelectMany(panel => panel.Named);

    internal string[]? RowNames { get; private set; }

    internal string[]? ColumnNames { get; private set; }

    internal bool SharesScales { get; private set; } = true;

    /// <summary>Names the rows at their left, for example <c>layer 1</c>.</summary>
    public GridFigure RowHeadings(params IEnumerable<string> names) =>
        With(copy => copy.RowNames = Check.Headings([.. names], Rows, "row"));

    /// <summary>Names the columns at their top, for example <c>head 1</c>.</summary>
    public GridFigure ColumnHeadings(params IEnumerable<string> names) =>
        With(copy => copy.ColumnNames = Check.Headings([.. names], Columns, "column"));

    /// <summary>
    /// Gives each panel axes and a colour scale of its own; by default panels of one kind share them.
    /// </summary>
    public GridFigure OwnScales() => With(copy => copy.SharesScales = false);

    internal override FigurePicture Picture => new GridPicture(this);

    internal override FigureChart Chart => new GridChart(this);

    internal override FigureWords Words => new GridWords(this);

    internal override void EnsureDrawable()
    {
        foreach (Figure panel in Panels) panel.EnsureDrawable();
    }
}
