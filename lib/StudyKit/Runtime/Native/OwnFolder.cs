using System.Runtime.InteropServices;

namespace StudyKit.Runtime.Native;

/// <summary>
/// A folder from which code is loaded must belong to the user: one that somebody else has made in a shared temporary
/// folder
/// could be given another library between the look at it and its loading.
/// </summary>
internal static class OwnFolder
{
    private const string Beginning = "studykit";
    private const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Makes the folder when it is missing, and sees that only this user can change it and the kit's folders
    /// above it.</summary>
    /// <param name="folder">A folder below one whose name begins with "studykit".</param>
    /// <exception cref="IOException">It belongs to somebody else.</exception>
    public static void Require(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        if (!Directory.Exists(folder)) Directory.CreateDirectory(folder, OnlyMine);
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (new DirectoryInfo(at).LinkTarget is not null
                || !TakeFor(at)) throw new IOException($"{at} belongs to another user or is a link, so no library " +
                $"is loaded from there.");
            if (Path.GetFileName(at).StartsWith(Beginning, StringComparison.Ordinal)) break;
        }
    }

    /// <summary>Takes others' right to write away; only the owner may. Root may always, so for root the owner is looked
    /// up.</summary>
    private static bool TakeFor(string folder)
    {
        if (OperatingSystem.IsWindows()) return true;
        try
        {
            if (UserId() == 0 && OwnerOf(folder) is not (null or 0)) return false;
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) & ~Others);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The owner's number; null where it cannot be found out.</summary>
    private static uint? OwnerOf(string folder)
    {
        if (!OperatingSystem.IsLinux()) return null;
        const int workingFolder = -100;
        const uint wantOwner = 0x8;
        // struct statx: mask, block size, attributes (8 bytes), number of links, then the owner's number.
        const int ownerAt = 20;
        byte[] buffer = new byte[256];
        return StatX(workingFolder, folder, 0, wantOwner, buffer) == 0 ? BitConverter.ToUInt32(buffer, ownerAt) : null;
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint UserId();

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int StatX(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask,
        byte[] buffer);
}
