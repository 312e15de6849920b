using System.Runtime.CompilerServices;

namespace StudyKit.Tests.FrontEnds.Jupyter;

/// <summary>
/// A test with Jupyter's own client. On a machine without it the test is skipped, says so, and is counted as skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JupyterFactAttribute : FactAttribute
{
    public JupyterFactAttribute(
        bool server = false,
        bool browser = false,
        [CallerFilePath] string? file = null,
        [CallerLineNumber] int line = 0)
        : base(file, line)
    {
        if (JupyterPython.Client is null)
        {
            Skip = "No Jupyter client: install one (Debian: apt-get install python3-jupyter-client jupyter-nbconvert).";
        }
        else if (server && JupyterPython.Server is null)
        {
            Skip = "No Jupyter Notebook: install one (Debian: apt-get install jupyter-notebook).";
        }
        else if (browser && Support.Browser.Chromium.Executable is null)
        {
            Skip = Support.Browser.Chromium.Missing;
        }
    }
}
