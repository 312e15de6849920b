using System.Text.RegularExpressions;
using Mono.Cecil;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Architecture;

/// <summary>
/// Which folders of a project use which: by what was compiled, and by using directives (constants leave no trace in
/// IL).
/// </summary>
internal static partial class FolderGraph
{
    /// <summary>
    /// Uses of other projects by a folder; what it uses is then a project's short name, as <c>@Text</c>.
    /// </summary>
    /// <param name="project">A project of lib.</param>
    public static IEnumerable<(string From, string To, string By)> UsesOfProjects(string project) =>
        from type in Compiled.Types(project)
        from used in Compiled.References(type)
        where used.Project != project
        select (
            Compiled.FolderOf(project, type.Namespace),
            $"@{used.Project.Split('.')[^1]}",
            $"{type.Name} uses {used.Type}");

    /// <summary>Every use of one folder by another, with a type that does it.</summary>
    /// <param name="project">A project of lib.</param>
    public static IReadOnlyCollection<(string From, string To, string By)> Uses(string project)
    {
        HashSet<(string From, string To, string By)> uses = [];
        foreach (TypeDefinition type in Compiled.Types(project))
        {
            string from = Compiled.FolderOf(project, type.Namespace);
            uses.UnionWith(Compiled.References(type).Where(used => used.Project == project && used.Folder != from)
                .Select(used => (from, used.Folder, $"{type.Name} uses {used.Type}")));
        }

        uses.UnionWith(Directives(project));
        return uses;
    }

    /// <summary>
    /// Groups of folders beside each other that need each other, at every depth. What lies in a folder below counts for
    /// the folder; the files of the folder above are not beside it.
    /// </summary>
    public static IEnumerable<string> Circles(string project)
    {
        var uses = Uses(project);
        HashSet<string> parents = [.. uses.SelectMany(use => new[] { use.From, use.To }).SelectMany(Above)];
        foreach (string parent in parents.Order(StringComparer.Ordinal))
        {
            var beside = uses.Select(use => (From: Child(parent, use.From), To: Child(parent, use.To), use.By))
                .Where(use => use.From is not null && use.To is not null && use.From != use.To).ToList();
            ILookup<string, string> next = beside.ToLookup(use => use.From!, use => use.To!);
            string place = parent.Length == 0 ? project : $"{project}/{parent.Replace('.', '/')}";
            foreach (var pair in beside.Where(use => Reaches(next, use.To!, use.From!))
                .GroupBy(use => (use.From, use.To)))
            {
                string by = string.Join(", ", pair.Select(use => use.By).Order(StringComparer.Ordinal).Take(3));
                yield return $"{place}: {pair.Key.From} needs {pair.Key.To}, which leads back to it; {by}.";
            }
        }
    }

    private static IEnumerable<(string From, string To, string By)> Directives(string project)
    {
        string folder = SolutionFolder.File("lib", project);
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            string own = Path.GetRelativePath(folder, Path.GetDirectoryName(file)!)
                .Replace(Path.DirectorySeparatorChar, '.');
            if (own is "bin" or "obj" || own.StartsWith("obj.", StringComparison.Ordinal)
                || own.StartsWith("bin.", StringComparison.Ordinal))
            {
                continue;
            }

            string from = own == "." ? "" : own;
            foreach (Match match in Directive().Matches(File.ReadAllText(file)))
            {
                string space = match.Groups[1].Value;
                if (!space.StartsWith($"{project}.", StringComparison.Ordinal)) continue;
                string to = space[(project.Length + 1)..];
                if (Folders(project).Contains(to) && to != from)
                {
                    yield return (from, to, $"{Path.GetFileName(file)} has using {space}");
                }
            }
        }
    }

    private static HashSet<string> Folders(string project) =>
        [.. Compiled.Types(project).Select(type => Compiled.FolderOf(project, type.Namespace))];

    private static bool Reaches(ILookup<string, string> next, string from, string to)
    {
        HashSet<string> seen = [from];
        Queue<string> open = new(seen);
        while (open.TryDequeue(out string? folder))
        {
            if (folder == to) return true;
            foreach (string one in next[folder].Where(seen.Add)) open.Enqueue(one);
        }

        return false;
    }

    /// <summary>The folders above one: of <c>A.B.C</c> those are <c>A.B</c>, <c>A</c> and the project's own.</summary>
    private static IEnumerable<string> Above(string folder)
    {
        for (string rest = folder; rest.Length > 0; rest =
            rest.Contains('.', StringComparison.Ordinal) ? rest[..rest.LastIndexOf('.')] : "")
        {
            yield return rest.Contains('.', StringComparison.Ordinal) ? rest[..rest.LastIndexOf('.')] : "";
        }
    }

    /// <summary>
    /// The folder directly below a parent in which another folder lies; null where it lies elsewhere.
    /// </summary>
    private static string? Child(string parent, string folder)
    {
        string prefix = parent.Length == 0 ? "" : $"{parent}.";
        if (folder.Length == 0 || !folder.StartsWith(prefix, StringComparison.Ordinal)) return null;
        string rest = folder[prefix.Length..];
        return rest.Split('.')[0];
    }

    [GeneratedRegex(@"^using (?:static )?(StudyKit[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
