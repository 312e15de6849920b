using System.Runtime.CompilerServices;
using Plotly.NET;
using StudyKit.Charts.Plotly;

namespace StudyKit.Charts;

/// <summary>
/// The way from a figure to Plotly.NET, for readers who want to go on there. Nothing else in this library loads
/// Plotly.NET, so figures show also where it cannot be loaded.
/// </summary>
public static class PlotlyNet
{
    /// <summary>The figure as a chart of Plotly.NET, with the same traces and layout.</summary>
    /// <exception cref="InvalidOperationException">
    /// Plotly.NET or the FSharp.Core it needs cannot be loaded in this host.
    /// </exception>
    public static GenericChart ToPlotlyChart(this Charts.Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        try
        {
            return Convert(figure);
        }
        catch (Exception error) when (error is IOException or TypeLoadException or BadImageFormatException
            or MissingMemberException or TypeInitializationException)
        {
            throw new InvalidOperationException("Plotly.NET cannot be used in this host. Expected Plotly.NET 6 with " +
                $"FSharp.Core 10.1 or later. Received: {error.Message} Show the figure itself, or take its JSON from " +
                "figure.ToPlotlyJson().", error);
        }
    }

    /// <summary>Apart, so that its types are looked up inside the guard.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GenericChart Convert(Charts.Figure figure) =>
        PlotlyNetConverter.Convert(PlotlyRenderer.Build(figure));
}
