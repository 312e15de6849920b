using System.Globalization;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// Lets one run at a time write into a folder. The lock is an open file, so it ends with its process however that ends;
/// a text beside it says who holds it.
/// </summary>
public sealed class OutputLock : IDisposable
{
    private const string LockName = ".studykit-run.lock", HolderName = ".studykit-run.txt";

    private readonly FileStream _lock;
    private readonly string _folder;

    private OutputLock(FileStream file, string folder) => (_lock, _folder) = (file, folder);

    /// <summary>Takes the lock of a folder, which is made when missing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="what">What this run does, for the message that another one gets.</param>
    /// <exception cref="IOException">Another run holds it, or the folder cannot be written; says who or why, and what
    /// to do.</exception>
    public static OutputLock Take(string folder, string what)
    {
        try
        {
            Directory.CreateDirectory(folder);
            OutputLock taken = new(new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate,
                FileAccess.ReadWrite, FileShare.None), folder);
            taken.Sign(string.Create(CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId}, since {TimeProvider.System.GetLocalNow():yyyy-MM-dd HH:mm:ss}: " +
                $"{what}"));
            return taken;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"The folder {folder} cannot be written to: {error.Message} Choose another one " +
                $"with --output.", error);
        }
        catch (IOException error)
            when (File.Exists(Path.Combine(folder, LockName)) && File.Exists(Path.Combine(folder, HolderName)))
        {
            throw new IOException($"Another run writes into {folder} ({Holder(folder)}). Two would overwrite each " +
                $"other: wait for it, or choose another folder with --output.", error);
        }
        catch (IOException error)
        {
            throw new IOException($"The folder {folder} cannot be written to: {error.Message.TrimEnd('.')}. Choose " +
                $"another one with --output.", error);
        }
    }

    /// <summary>Lets the next run write.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(Path.Combine(_folder, HolderName));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next holder writes its own.
        }

        // The lock's file stays: taking it away could give two processes two locks.
        _lock.Dispose();
    }

    private void Sign(string holder)
    {
        try
        {
            File.WriteAllText(Path.Combine(_folder, HolderName), holder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk is told when the run writes; the lock itself holds.
        }
    }

    private static string Holder(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, HolderName));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "a process that does not say which";
        }
    }
}
