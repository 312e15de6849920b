namespace StudyKit.Data.Sets;

/// <summary>A data set as notebooks read it: in any of its forms, fetched by a command or by hand.</summary>
/// <param name="Name">Its name in messages; that of the catalog where a command fetches it.</param>
/// <param name="Files">For each file that is read, the places below a data folder at which it may lie; one of them is
/// enough.</param>
/// <param name="Source">Where it comes from, for one that is fetched by hand; null when <c>studykit data get</c>
/// fetches it.</param>
/// <param name="Optional">Whether notebooks do without it.</param>
public sealed record DataNeed(string Name, IReadOnlyList<IReadOnlyList<string>> Files, string? Source =
    null, bool Optional = false)
{
    /// <summary>How to get it, as an instruction.</summary>
    public string Advice => Source is null ? $"studykit data get {Name}" : $"by hand from {Source}";

    /// <summary>The files that no folder has, each as the first of its forms.</summary>
    /// <param name="root">Where to look.</param>
    public IReadOnlyList<string> Missing(DataRoot root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return [.. Files.Where(forms => forms.All(form => root.Locate(form) is null)).Select(forms => forms[0])];
    }

    /// <summary>The folder in which its first file lies; null when it is not there.</summary>
    /// <param name="root">Where to look.</param>
    public string? Folder(DataRoot root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return Files[0].Select(root.Locate).FirstOrDefault(found => found is not null) is { } path
            ? Path.GetDirectoryName(path) : null;
    }
}
