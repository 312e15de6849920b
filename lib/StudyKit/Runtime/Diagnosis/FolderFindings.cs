namespace StudyKit.Runtime.Diagnosis;

/// <summary>Whether a folder can be written to and has room.</summary>
internal static class FolderFindings
{
    public static IEnumerable<Finding> Collect(string area, string folder, long neededBytes) =>
        [MachineReport.Try(area, () => Look(area, folder, neededBytes))];

    private static Finding Look(string area, string folder, long neededBytes)
    {
        string full = Path.GetFullPath(folder);
        // A folder that is not there yet will be made in the nearest one that is.
        string existing = full;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent) existing = parent;
        if (!CanWrite(existing, out string why))
        {
            return new Finding(area, $"{full} cannot be written to ({why})", FindingLevel.Problem,
                "Choose another folder with --output or --data, or give yourself the right to write there.");
        }

        long free = new DriveInfo(existing).AvailableFreeSpace;
        string room = $"{full}, {free / (double)(1 << 30):0.0} GB free";
        return free >= neededBytes
            ? new Finding(area, room)
            : new Finding(area, room, FindingLevel.Note, $"Up to {neededBytes / (double)(1 << 30):0.0} GB may be " +
                "needed: free some space or choose another disk.");
    }

    private static bool CanWrite(string folder, out string why)
    {
        string probe = Path.Combine(folder, $".studykit-{Guid.NewGuid():N}");
        try
        {
            using (File.Create(probe, 1, FileOptions.DeleteOnClose)) why = "";
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            why = MachineReport.FirstLine(refused);
            return false;
        }
    }
}
