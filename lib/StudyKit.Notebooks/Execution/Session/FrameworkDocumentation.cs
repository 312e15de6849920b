using System.Collections.Concurrent;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// The SDK's texts about the framework. They lie beside its reference assemblies, which share types out otherwise than
/// the assemblies that run: the type's name tells the file.
/// </summary>
internal static class FrameworkDocumentation
{
    private static readonly Lazy<Dictionary<string, string>> Files = new(Index);
    private static readonly ConcurrentDictionary<string, DocumentationFile> Read = new(StringComparer.Ordinal);

    /// <summary>The file's texts in which a member is described; null without an SDK.</summary>
    /// <param name="member">The member's documentation id, such as <c>M:System.String.Trim</c>.</param>
    public static DocumentationFile? For(string member)
    {
        string name = member.Length > 2 ? member[2..].Split('(')[0] : "";
        // A member's name, and those of the types around it, are taken off until a type of the top is left.
        while (name.Length > 0)
        {
            if (Files.Value.TryGetValue(name, out string? file))
            {
                return Read.GetOrAdd(file, path => new DocumentationFile(path));
            }

            int dot = name.LastIndexOf('.');
            name = dot < 0 ? "" : name[..dot];
        }

        return null;
    }

    private static Dictionary<string, string> Index()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        if (ReferencePack() is not { } folder) return files;
        foreach (string xml in Directory.EnumerateFiles(folder, "*.xml"))
        {
            string assembly = Path.ChangeExtension(xml, ".dll");
            if (!File.Exists(assembly)) continue;
            using FileStream stream = File.OpenRead(assembly);
            using PEReader pe = new(stream);
            MetadataReader reader = pe.GetMetadataReader();
            foreach (TypeDefinition type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
            {
                string space = reader.GetString(type.Namespace);
                if (space.Length > 0) files.TryAdd($"{space}.{reader.GetString(type.Name)}", xml);
            }
        }

        return files;
    }

    /// <summary>The newest reference pack of this runtime's major version, beside the runtime.</summary>
    private static string? ReferencePack()
    {
        string root = Path.GetFullPath(Path.Combine(PlatformAssemblies.FrameworkFolder, "..", "..", ".."));
        string packs = Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref");
        if (!Directory.Exists(packs)) return null;
        return Directory.EnumerateDirectories(packs)
            .Where(pack => Version.TryParse(Path.GetFileName(pack).Split('-')[0], out Version? version)
                && version.Major == Environment.Version.Major)
            .OrderByDescending(pack => Version.Parse(Path.GetFileName(pack).Split('-')[0]))
            .Select(pack => Path.Combine(pack, "ref", $"net{Environment.Version.Major}.0"))
            .FirstOrDefault(Directory.Exists);
    }
}
