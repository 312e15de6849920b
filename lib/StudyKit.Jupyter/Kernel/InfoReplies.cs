using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using StudyKit.Jupyter.Wire;

namespace StudyKit.Jupyter.Kernel;

/// <summary>What the kernel says of itself.</summary>
internal static class InfoReplies
{
    private static readonly string Kit =
        (typeof(InfoReplies).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0").Split('+')[0];

    /// <summary>Answers <c>kernel_info_request</c>.</summary>
    public static JsonObject Kernel() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = JupyterMessage.Version,
        ["implementation"] = "studykit",
        ["implementation_version"] = Kit,
        ["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
        ["banner"] = $"StudyKit {Kit}, C# on {RuntimeInformation.FrameworkDescription}",
        ["help_links"] = new JsonArray(),
    };

    /// <summary>Answers <c>comm_info_request</c>: there are no widgets; what moves are updated displays.</summary>
    public static JsonObject Comms() => new() { ["status"] = "ok", ["comms"] = new JsonObject() };
}
