using StudyKit.Charts.Model;

namespace StudyKit.Charts.Colors;

/// <summary>A figure whose values are told by colours; several of them may share one key.</summary>
internal interface IHeat
{
    /// <summary>The values, [rows, columns]; NaN where there is none.</summary>
    double[,] Values { get; }

    /// <summary>What the colours mean, and from where to where.</summary>
    Axis ColorAxis { get; }

    /// <summary>Whether two hues part at zero.</summary>
    bool IsDiverging { get; }
}
