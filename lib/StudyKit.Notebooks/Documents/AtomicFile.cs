using System.Text;

namespace StudyKit.Notebooks.Documents;

/// <summary>
/// Writes a file as a whole or not at all: into a temporary file of the same folder, flushed to the disk, then renamed.
/// A file that was there keeps its permissions, and a link stays one.
/// </summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes text as UTF-8 without a byte order mark. The folder is made when missing.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="text">Its new content.</param>
    /// <exception cref="IOException">Nothing was changed; the message says why and what to do.</exception>
    public static void WriteText(string path, string text)
    {
        string full = Target(Path.GetFullPath(path));
        string folder = Path.GetDirectoryName(full)!;
        string temporary = Path.Combine(
            folder, $".{Path.GetFileName(full)}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp");
        bool existed = false;
        try
        {
            existed = File.Exists(full);
            UnixFileMode? mode = existed && !OperatingSystem.IsWindows() ? File.GetUnixFileMode(full) : null;
            Directory.CreateDirectory(folder);
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(Utf8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            if (mode is { } kept && !OperatingSystem.IsWindows()) File.SetUnixFileMode(temporary, kept);

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Discard(temporary);
            string fate = existed ? "The file that was there is unchanged." : "No file was written.";
            throw new IOException($"Could not write {path}: {error.Message.TrimEnd('.')}. {fate} Free some space or " +
                "choose a folder that can be written to, and run again.", error);
        }
    }

    /// <summary>A link stays a link: what it leads to is written.</summary>
    private static string Target(string path) => new FileInfo(path) is { LinkTarget: not null } link
        && link.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : path;

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The temporary file could not even be made; the error that is on its way says why.
        }
    }
}
