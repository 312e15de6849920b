using StudyKit.Notebooks.Export;

namespace StudyKit.Cli.Display;

/// <summary>What the terminal says of a written report.</summary>
internal static class ReportText
{
    /// <summary>Tells the report's warnings.</summary>
    /// <param name="report">The report; null where none was written.</param>
    /// <returns>Its path.</returns>
    public static string? Tell(WrittenReport? report)
    {
        foreach (string warning in report?.Warnings ?? []) Console.Error.WriteLine($"warning: {warning}");
        return report?.Path;
    }
}
