namespace StudyKit.Notebooks.Export;

/// <summary>The one place where a run meets the report.</summary>
public static class ReportWriter
{
    /// <summary>Writes <c>name.html</c> next to an executed notebook <c>name.ipynb</c> and its <c>name.claims.json</c>.</summary>
    /// <param name="executedNotebook">Path of the executed notebook.</param>
    /// <returns>The path of the report; null when none was written.</returns>
    public static string? Write(string executedNotebook) => null;
}
