using System.Reflection;

namespace StudyKit.Notebooks.Export;

/// <summary>The report's style sheets and scripts, embedded in this assembly.</summary>
internal static class Resource
{
    /// <param name="name">The file's name in <c>Export/Assets</c>.</param>
    public static string Text(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report/" + name)
            ?? throw new InvalidOperationException($"The resource report/{name} is missing from " +
                "StudyKit.Notebooks.dll: rebuild it.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
