using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Documents;

/// <summary>The language of a notebook and of its cells, from the metadata of the front ends that wrote them.</summary>
internal static class NotebookLanguage
{
    private const string Default = "csharp";

    // Kernels whose specification often comes without a language.
    private static readonly (string Prefix, string Language)[] Kernels =
    [
        (".net-fsharp", "F#"), (".net-pwsh", "PowerShell"), (".net-powershell", "PowerShell"), ("python", "python"),
        ("conda", "python"), ("julia", "julia"), ("javascript", "javascript"), ("deno", "typescript"),
    ];

    /// <summary>
    /// The language of a code cell: what Polyglot Notebooks, .NET Interactive or VS Code wrote into the cell, else the
    /// notebook's default.
    /// </summary>
    public static string Of(Cell cell, Notebook notebook) =>
        Text(cell.Metadata["polyglot_notebook"], "kernelName") ?? Text(cell.Metadata["dotnet_interactive"], "language")
            ?? FromVsCode(Text(cell.Metadata["vscode"], "languageId")) ?? DefaultOf(notebook);

    /// <summary>
    /// A Python notebook would give one compiler error after another; the one sentence is that it is one.
    /// </summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="name">What the message calls it.</param>
    /// <exception cref="ForeignLanguageException">Its kernel is not C#'s.</exception>
    public static void RequireCSharp(Notebook notebook, string name)
    {
        JsonNode? kernel = notebook.Metadata["kernelspec"];
        string? kernelName = Text(kernel, "name");
        string language = Text(kernel, "language") ?? Text(notebook.Metadata["language_info"], "name")
            ?? Kernels.FirstOrDefault(one =>
                kernelName?.StartsWith(one.Prefix, StringComparison.OrdinalIgnoreCase) == true).Language
            ?? "C#";
        if (language.ToLowerInvariant() is "c#" or "csharp" or "polyglot-notebook") return;
        throw new ForeignLanguageException($"{name} is a notebook in {language} (kernelspec " +
            $"{kernelName ?? "without a name"}). Expected: C#, which is what this kit runs. " +
            "Run it with its own kernel.");
    }

    private static string DefaultOf(Notebook notebook) =>
        Text((notebook.Metadata["polyglot_notebook"] as JsonObject)?["kernelInfo"], "defaultKernelName") ?? Default;

    /// <summary>VS Code's id for the language: <c>polyglot-notebook</c> says nothing about the cell.</summary>
    private static string? FromVsCode(string? id)
    {
        const string prefix = "dotnet-interactive.";
        if (id is null or "polyglot-notebook") return null;
        return id.StartsWith(prefix, StringComparison.Ordinal) ? id[prefix.Length..] : id;
    }

    private static string? Text(JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

/// <summary>A notebook is not in C#.</summary>
internal sealed class ForeignLanguageException(string message) : Exception(message);
