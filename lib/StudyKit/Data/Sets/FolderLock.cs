namespace StudyKit.Data.Sets;

/// <summary>
/// Lets one process at a time write into a data folder. The lock is an open file, so it ends with the process however
/// that ends.
/// </summary>
internal static class FolderLock
{
    /// <summary>
    /// The file that stands for the lock. It stays: taking it away could give two processes two locks.
    /// </summary>
    public const string Name = ".studykit-lock";

    public static async Task<FileStream> TakeAsync(string folder, CancellationToken cancellation)
    {
        string path = Path.Combine(folder, Name);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process has its turn.
                await Task.Delay(100, cancellation);
            }
        }
    }
}
