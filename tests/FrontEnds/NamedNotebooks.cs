using StudyKit.Tests.Support;

namespace StudyKit.Tests.FrontEnds;

/// <summary>What the commands of this program that run notebooks are given.</summary>
internal static class NamedNotebooks
{
    /// <summary>The notebooks that are named, all seven where none is, in their order.</summary>
    public static string[] In(string[] arguments)
    {
        string[] named = [.. arguments.Where(one => one.EndsWith(".ipynb", StringComparison.Ordinal))];
        return
        [
            .. (named.Length > 0 ? named : Directory.GetFiles(SolutionFolder.File("notebooks"), "*.ipynb"))
                .Select(Path.GetFullPath).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The folder that follows an option; null where the option is not given.</summary>
    public static string? Folder(string[] arguments, string option)
    {
        int at = Array.IndexOf(arguments, option);
        return at >= 0 && at + 1 < arguments.Length ? Path.GetFullPath(arguments[at + 1]) : null;
    }
}
