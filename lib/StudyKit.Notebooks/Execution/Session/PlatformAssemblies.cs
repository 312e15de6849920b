using System.Collections.Frozen;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// The assemblies this process was started with: the framework's, and those in the command's own folder.
/// </summary>
internal static class PlatformAssemblies
{
    /// <summary>Where the framework that runs this process lies.</summary>
    public static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>
    /// Path by simple name. The runtime binds these names to these files, whatever a script refers to.
    /// </summary>
    public static FrozenDictionary<string, string> All { get; } =
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .DistinctBy(Path.GetFileNameWithoutExtension)
        .ToFrozenDictionary(path => Path.GetFileNameWithoutExtension(path)!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The framework's assemblies, which every cell may use without a reference.</summary>
    public static IEnumerable<string> Framework =>
        All.Values.Where(IsFramework);

    /// <summary>Whether a file is one of the framework.</summary>
    public static bool IsFramework(string path) => Path.GetDirectoryName(path) == FrameworkFolder;

    /// <summary>Whether two files come from the same build.</summary>
    public static bool SameBuild(string first, string second) =>
        Path.GetFullPath(first) == Path.GetFullPath(second) || BuildOf(first) == BuildOf(second);

    /// <summary>The identifier that the compiler gives to each build of a module.</summary>
    public static Guid BuildOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader pe = new(stream);
        MetadataReader reader = pe.GetMetadataReader();
        return reader.GetGuid(reader.GetModuleDefinition().Mvid);
    }
}
