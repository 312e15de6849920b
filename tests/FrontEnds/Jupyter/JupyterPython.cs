using System.Diagnostics;

namespace StudyKit.Tests.FrontEnds.Jupyter;

/// <summary>
/// The Python that carries Jupyter: the one in PATH, or the system's, for which a distribution's packages are.
/// </summary>
internal static class JupyterPython
{
    /// <summary>With <c>jupyter_client</c> and <c>nbconvert</c>; null when there is none.</summary>
    public static string? Client { get; } = Find("import jupyter_client, nbconvert");

    /// <summary>With Jupyter Notebook 6, whose page the tests know; null when there is none.</summary>
    public static string? Server { get; } = Find("import notebook; assert notebook.__version__.startswith('6.')");

    private static string? Find(string check) =>
        ((string[])["python3", "/usr/bin/python3"]).FirstOrDefault(program => Runs(program, check));

    private static bool Runs(string program, string check)
    {
        try
        {
            using Process python = Process.Start(new ProcessStartInfo(program, ["-c", check])
            {
                RedirectStandardError = true,
            })!;
            python.StandardError.ReadToEnd();
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
