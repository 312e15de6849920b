namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// What to do instead of a marker or language of .NET Interactive that this session does not have.
/// </summary>
internal static class ForeignMarkers
{
    private static readonly string OtherLanguage =
        "This session has one language. Write it in C#, or tag the cell skip-execution.";

    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fsharp"] = OtherLanguage,
        ["f#"] = OtherLanguage,
        ["pwsh"] = OtherLanguage,
        ["powershell"] = OtherLanguage,
        ["python"] = OtherLanguage,
        ["r"] = OtherLanguage,
        ["sql"] = OtherLanguage,
        ["kql"] = OtherLanguage,
        ["http"] = "Ask the server in C#, with System.Net.Http.HttpClient.",
        ["javascript"] = "Use Javascript(\"...\") in a C# cell; the report runs it in a frame of its own.",
        ["js"] = "Use Javascript(\"...\") in a C# cell; the report runs it in a frame of its own.",
        ["set"] = "There is one language here, so every cell sees every variable: assign it in C#.",
        ["share"] = "There is one language here, so every cell sees every variable: use it by its name.",
        ["value"] = "Assign the text in C#: string name = \"\"\"...\"\"\"; or File.ReadAllText(path).",
        ["connect"] = "No other kernel can be joined. Reach the program from C#.",
        ["lsmagic"] = "The markers that exist are those after Expected.",
        ["log"] = "Write what you want to see with Console.WriteLine.",
    };

    private const string NoKernel =
        "This kit has one session and no kernels. Take a value from the reader in the cell " +
        "tagged parameters (studykit run -p name=value), and use variables by their names.";

    // Names of .NET Interactive that a compiler error may quote.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["'Kernel'"] = NoKernel,
        ["'KernelInvocationContext'"] = NoKernel,
        ["'CSharpKernel'"] = NoKernel,
        ["'PasswordString'"] = NoKernel,
        ["'Chart'"] = "Name a chart's package first: #r \"nuget: Plotly.NET.CSharp\", or draw with StudyKit.Charts.",
    };

    /// <summary>What to use instead of a name that a compiler's message says is missing; null when unknown.</summary>
    public static string? AdviceOnName(string message) =>
        Names.FirstOrDefault(one => message.Contains(one.Key, StringComparison.Ordinal)).Value;

    /// <summary>A sentence with a space before it; empty when there is nothing to advise.</summary>
    /// <param name="name">The marker without its <c>#!</c>, or the language.</param>
    public static string Advice(string name) => Known.TryGetValue(name, out string? advice) ? " " + advice : "";
}
