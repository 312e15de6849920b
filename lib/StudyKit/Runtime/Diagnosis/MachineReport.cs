namespace StudyKit.Runtime.Diagnosis;

/// <summary>
/// Looks at what the kit needs of a machine. Throws nothing: what cannot be found out is itself a finding.
/// </summary>
public static class MachineReport
{
    /// <summary>Looks at the system, .NET, libtorch, the devices, memory and folders.</summary>
    /// <param name="outputFolder">Where reports will be written; need not exist yet.</param>
    /// <param name="dataFolder">Where data sets are downloaded to; need not exist yet.</param>
    /// <returns>The findings in reading order.</returns>
    public static IReadOnlyList<Finding> Collect(string outputFolder, string dataFolder) =>
    [
        .. SystemFindings.Collect(),
        .. TorchFindings.Collect(),
        .. FolderFindings.Collect("output folder", outputFolder, neededBytes: 100L << 20),
        .. FolderFindings.Collect("data folder", dataFolder, neededBytes: 2L << 30),
    ];

    internal static Finding Try(string area, Func<Finding> look)
    {
        try
        {
            return look();
        }
        catch (Exception problem)
        {
            return new Finding(area, $"could not be found out ({FirstLine(problem)})", FindingLevel.Note);
        }
    }

    internal static string FirstLine(Exception problem)
    {
        Exception inner = problem;
        while (inner is TypeInitializationException { InnerException: { } cause }) inner = cause;
        return inner.Message.Split('\n')[0].Trim();
    }
}
