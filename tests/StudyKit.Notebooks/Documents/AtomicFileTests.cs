using System.Diagnostics;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.Notebooks.Documents;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_file_is_replaced_and_nothing_else_is_left()
    {
        string file = Path.Combine(_folder, "deep", "a.txt");
        AtomicFile.WriteText(file, "one");
        AtomicFile.WriteText(file, "two é");
        Assert.Equal("two é", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_that_says_what_to_do()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        string below = Path.Combine(_folder, "file", "a.txt");
        IOException error = Assert.Throws<IOException>(() => AtomicFile.WriteText(below, "text"));
        Assert.StartsWith($"Could not write {below}: ", error.Message);
        Assert.EndsWith(
            "No file was written. Free some space or choose a folder that can be written to, and run again.",
            error.Message);
    }

    [Fact]
    public void On_a_full_disk_the_old_file_stays()
    {
        string mount = Path.Combine(_folder, "small");
        Directory.CreateDirectory(mount);
        // A file system of 64 KB; where the tests may not mount one, there is no disk to fill.
        if (!OperatingSystem.IsLinux() || !Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mount)) return;
        try
        {
            string file = Path.Combine(mount, "a.txt");
            AtomicFile.WriteText(file, "the old text");
            IOException error = Assert.Throws<IOException>(() => AtomicFile.WriteText(file, new string('x', 200_000)));
            Assert.Contains("The file that was there is unchanged.", error.Message);
            Assert.Equal("the old text", File.ReadAllText(file));
            Assert.Equal([file], Directory.GetFiles(mount));
        }
        finally
        {
            Run("umount", mount);
        }
    }

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using Process process =
                Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
