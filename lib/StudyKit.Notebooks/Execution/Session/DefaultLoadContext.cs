using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using StudyKit.Notebooks.Execution.Packages;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// Loads what scripts refer to into the default load context, each simple name once, so that a type never exists twice.
/// Dependencies are looked for beside the referenced files, native libraries also in <c>runtimes/&lt;rid&gt;/native</c>
/// there. The context is the process's own, so this state is too.
/// </summary>
internal static class DefaultLoadContext
{
    private static readonly ConcurrentDictionary<string, string> Files = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, Assembly> Submissions = new(StringComparer.Ordinal);
    private static readonly ConcurrentQueue<string> Folders = new();
    private static readonly ConcurrentDictionary<string, nint> Natives = new(StringComparer.Ordinal);

    static DefaultLoadContext()
    {
        AssemblyLoadContext.Default.Resolving += Resolve;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => ResolveNative(name);
    }

    /// <summary>Lets the runtime find this file under its simple name; the first file of a name wins.</summary>
    public static void AddFile(string path) => Files.TryAdd(Path.GetFileNameWithoutExtension(path), path);

    /// <summary>Lets the runtime look for further assemblies and native libraries in a folder.</summary>
    public static void AddFolder(string folder)
    {
        if (!Folders.Contains(folder)) Folders.Enqueue(folder);
    }

    /// <summary>Loads a compiled cell.</summary>
    public static Assembly LoadSubmission(MemoryStream assembly, MemoryStream symbols)
    {
        Assembly loaded = AssemblyLoadContext.Default.LoadFromStream(assembly, symbols);
        Submissions[loaded.GetName().Name!] = loaded;
        return loaded;
    }

    /// <summary>Whether an assembly is a compiled cell.</summary>
    public static bool IsSubmission(Assembly assembly) => Submissions.ContainsKey(assembly.GetName().Name ?? "");

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
    {
        if (name.Name is not { } simple) return null;
        if (Submissions.TryGetValue(simple, out Assembly? submission)) return submission;
        if (Files.TryGetValue(simple, out string? file)) return context.LoadFromAssemblyPath(file);

        foreach (string folder in Folders)
        {
            string beside = Path.Combine(folder, simple + ".dll");
            if (File.Exists(beside)) return context.LoadFromAssemblyPath(beside);
        }

        return null;
    }

    private static nint ResolveNative(string name)
    {
        if (Natives.TryGetValue(name, out nint known)) return known;
        foreach (string file in Folders.SelectMany(folder => Candidates(folder, name)).Where(File.Exists))
        {
            if (NativeLibrary.TryLoad(file, out nint handle)) return Natives[name] = handle;
        }

        return 0;
    }

    private static IEnumerable<string> Candidates(string folder, string name)
    {
        (string prefix, string suffix) =
            OperatingSystem.IsWindows() ? ("", ".dll") : OperatingSystem.IsMacOS() ? ("lib", ".dylib") : ("lib", ".so");
        string[] names = [name, name + suffix, prefix + name + suffix, prefix + name];
        string[] folders =
        [
            .. RuntimeIdentifiers.All().Select(rid => Path.Combine(folder, "runtimes", rid, "native")), folder,
        ];
        return folders.SelectMany(_ => names, Path.Combine);
    }
}
