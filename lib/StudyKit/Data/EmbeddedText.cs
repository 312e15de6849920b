using System.Reflection;

namespace StudyKit.Data;

/// <summary>
/// The readable files of the repository's data folder, carried inside the library so that a notebook needs no path to
/// them.
/// </summary>
internal static class EmbeddedText
{
    public static string Read(string name)
    {
        Assembly library = typeof(EmbeddedText).Assembly;
        using Stream stream = library.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The library was built without its file '{name}'. It has " +
                $"{string.Join(", ", Present(library))}. Build it again from a whole checkout.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static IEnumerable<string> Present(System.Reflection.Assembly library) =>
        library.GetManifestResourceNames().Where(other => other.StartsWith("data/", StringComparison.Ordinal));
}
