using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Execution.Packages;

/// <summary>
/// The files of restored packages and all that they depend on, read from NuGet's <c>project.assets.json</c>.
/// </summary>
/// <param name="Compile">Assemblies to compile against.</param>
/// <param name="Runtime">Assemblies to load.</param>
/// <param name="NativeFolders">Folders with native libraries for this machine.</param>
/// <param name="Main">
/// For each package name the assembly to compile against that comes first; null when it has none.
/// </param>
/// <param name="Versions">For each package name the version that was taken.</param>
internal sealed record RestoredPackages(
    IReadOnlyList<string> Compile, IReadOnlyList<string> Runtime, IReadOnlyList<string> NativeFolders,
    IReadOnlyDictionary<string, string?> Main, IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>Reads the file; null when it is missing, damaged, or names files that are no longer there.</summary>
    public static RestoredPackages? TryRead(string assetsFile)
    {
        try
        {
            if (!File.Exists(assetsFile) || JsonNode.Parse(File.ReadAllText(assetsFile)) is not JsonObject assets)
            {
                return null;
            }

            RestoredPackages packages = Read(assets);
            return packages.Compile.Concat(packages.Runtime).All(File.Exists) ? packages : null;
        }
        catch (Exception error) when (error
            is System.Text.Json.JsonException or InvalidOperationException or KeyNotFoundException or IOException)
        {
            return null;
        }
    }

    private static RestoredPackages Read(JsonObject assets)
    {
        string[] roots = [.. assets["packageFolders"]!.AsObject().Select(folder => folder.Key)];
        JsonObject libraries = assets["libraries"]!.AsObject();
        List<string> compile = [], runtime = [], natives = [];
        Dictionary<string, string?> main = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> versions = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string library, JsonNode? node) in assets["targets"]!.AsObject().First().Value!.AsObject())
        {
            string relative = (string)libraries[library]!["path"]!;
            string folder = roots.Select(root => Path.Combine(root, relative)).FirstOrDefault(Directory.Exists)
                ?? Path.Combine(roots[0], relative);
            List<string> own = [.. Files(node!["compile"], folder)];
            compile.AddRange(own);
            string name = library.Split('/')[0];
            main[name] = own.FirstOrDefault();
            versions[name] = library.Split('/')[^1];

            JsonObject perSystem = node["runtimeTargets"]?.AsObject() ?? [];
            string? rid = RuntimeIdentifiers.All()
                .FirstOrDefault(id => perSystem.Any(file => IsFor(file.Value, id, "runtime")));
            List<string> exact = rid is null ? [] : [.. perSystem.Where(file => IsFor(file.Value, rid, "runtime"))
                .Select(file => Path.Combine(folder, file.Key))];
            // An assembly made for this system goes before the general one of the same name.
            runtime.AddRange(exact);
            runtime.AddRange(Files(node["runtime"], folder)
                .Where(file => exact.All(other => Path.GetFileName(other) != Path.GetFileName(file))));

            string? native = RuntimeIdentifiers.All()
                .FirstOrDefault(id => perSystem.Any(file => IsFor(file.Value, id, "native")));
            if (native is not null)
            {
                natives.AddRange(perSystem.Where(file => IsFor(file.Value, native, "native"))
                    .Select(file => Path.GetDirectoryName(Path.Combine(folder, file.Key))!));
            }
        }

        return new RestoredPackages(compile, runtime, [.. natives.Distinct()], main, versions);
    }

    private static IEnumerable<string> Files(JsonNode? group, string folder) =>
        (group?.AsObject() ?? []).Select(file => Path.Combine(folder, file.Key))
            .Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));

    private static bool IsFor(JsonNode? file, string rid, string kind) =>
        (string?)file!["rid"] == rid && (string?)file["assetType"] == kind;
}
