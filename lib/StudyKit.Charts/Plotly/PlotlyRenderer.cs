namespace StudyKit.Charts.Plotly;

/// <summary>Writes a figure as Plotly's JSON.</summary>
internal static class PlotlyRenderer
{
    public static string Render(Figure figure)
    {
        figure.EnsureDrawable();
        return "{\"data\":[],\"layout\":{},\"config\":{}}";
    }
}
