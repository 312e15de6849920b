using System.Text.RegularExpressions;
using StudyKit.Notebooks.Execution.Packages;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// The packages of one session: restored before the cell that names them is compiled, one version of each.
/// </summary>
internal sealed partial class SessionPackages(
    string folder, ScriptFiles files, ScriptReferences references, ScriptCompiler compiler, Action<SessionEvent> emit)
{
    private readonly HashSet<PackageReference> _packages = [];
    private readonly List<string> _sources = [];
    private readonly Dictionary<string, string> _versions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Notes the feeds of <c>#i "nuget: ..."</c> lines, which the compiler does not know, and blanks those lines.
    /// </summary>
    /// <param name="code">A piece of a cell.</param>
    /// <param name="path">The file in which it stands; relative feeds start at its folder.</param>
    public string TakeSources(string code, string path) => Source().Replace(code, line =>
    {
        string feed = line.Groups[1].Value.Trim();
        bool isAddress = feed.Contains("://", StringComparison.Ordinal);
        if (!isAddress) feed = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path) ?? folder, feed));
        if (!isAddress && !Directory.Exists(feed))
        {
            int place = code[..line.Index].Count(c => c == '\n') + 1;
            throw new CellTextException(place, "#i \"nuget: ...\" names a feed. Expected: the address of a feed, " +
                $"which ends in index.json, or a folder that exists. Received: {line.Groups[1].Value}.");
        }

        if (!_sources.Contains(feed)) _sources.Add(feed);
        return "";
    });

    /// <summary>Restores what the code asks for and is not there yet.</summary>
    /// <exception cref="PackageException">
    /// A package was not found, or is loaded in another version: code that runs may use the loaded one.
    /// </exception>
    public async Task RestoreAsync(string code, string path, CancellationToken interrupt)
    {
        PackageReference[] wanted =
            [.. ScriptDirectives.Packages(code, path, files).Where(package => !_packages.Contains(package))];
        foreach (PackageReference package in wanted) RequireOneVersion(package);
        PackageReference[] fresh =
        [
            .. wanted.Where(package => !_versions.ContainsKey(package.Name))
                .GroupBy(package => package.Name, StringComparer.OrdinalIgnoreCase).Select(OneOf),
        ];
        if (fresh.Length > 0)
        {
            // Those before stay pinned to what is loaded, so that a restore does not move them.
            PackageReference[] all =
            [
                .. _packages.DistinctBy(old => old.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(old => old with { Version = $"[{_versions[old.Name]}]" }),
                .. fresh,
            ];
            RestoredPackages restored =
                await PackageRestore.RestoreAsync(all, folder, _sources, emit, interrupt);
            foreach (string file in restored.Runtime) DefaultLoadContext.AddFile(file);
            foreach (string native in restored.NativeFolders) DefaultLoadContext.AddFolder(native);
            compiler.AddReferences(restored.Compile.Select(OwnOr));
            foreach (PackageReference package in fresh)
            {
                string got = _versions[package.Name] = restored.Versions[package.Name];
                if (package.IsExact && !PackageReference.SameVersion(package.Version!, got))
                {
                    emit(new StreamEvent("stderr", $"{package.Name} {package.Version} is not served; {got} was " +
                        $"taken. Write {got}, or add the feed that has {package.Version}: #i \"nuget: <feed>\".\n"));
                }

                references.Packages[package] =
                    restored.Main.GetValueOrDefault(package.Name) is { } main ? OwnOr(main) : null;
            }
        }

        foreach (PackageReference package in wanted)
        {
            if (!references.Packages.ContainsKey(package))
            {
                references.Packages[package] = references.Packages.First(
                    one => one.Key.Name.Equals(package.Name, StringComparison.OrdinalIgnoreCase)).Value;
            }

            _packages.Add(package);
        }
    }

    /// <summary>The reference that says most of those that name one package in one cell.</summary>
    private static PackageReference OneOf(IEnumerable<PackageReference> named)
    {
        PackageReference[] exact = [.. named.Where(one => one.IsExact)];
        if (exact.Any(one => !PackageReference.SameVersion(one.Version!, exact[0].Version!)))
        {
            throw new PackageException($"A session has one version of a package. Expected: one version of " +
                $"{exact[0].Name}. Received: {string.Join(" and ", exact.Select(one => one.Version))}.");
        }

        return exact.Concat(named).First();
    }

    private void RequireOneVersion(PackageReference package)
    {
        if (!_versions.TryGetValue(package.Name, out string? loaded)
            || !package.IsExact || PackageReference.SameVersion(package.Version!, loaded)
            || _packages.Any(old => old.Name.Equals(package.Name, StringComparison.OrdinalIgnoreCase)
                && old.Version == package.Version)) return;
        throw new PackageException($"{package.Name} {loaded} is loaded, and a session has one version of a package. " +
            $"Expected: {package.Name} {loaded}, or no version. Received: {package.Version}. Name the version that " +
            "you want in the first cell that names the package, and run from there.");
    }

    private static string OwnOr(string file) =>
        PlatformAssemblies.All.GetValueOrDefault(Path.GetFileNameWithoutExtension(file), file);

    [GeneratedRegex("^[ \\t]*#i[ \\t]+\"[ \\t]*nuget[ \\t]*:([^\"\\r\\n]+)\"[^\\r\\n]*",
        RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Source();
}
