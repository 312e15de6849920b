namespace StudyKit.Notebooks.Execution.Session;

/// <summary>What to say when a notebook loads the kit's setup file and it is not there.</summary>
internal static class SetupHint
{
    private const string Name = "setup.csx";

    /// <summary>The advice for a compiler's error; null when it is about something else.</summary>
    /// <param name="id">The error's id; a file that cannot be opened is CS1504.</param>
    /// <param name="message">Its text.</param>
    public static string? For(string id, string message)
    {
        if (id != "CS1504" || !message.Contains(Name, StringComparison.Ordinal)) return null;
        string place = Find() is { } file ? $"Here it is {file}." : "It is not part of an installed studykit.";
        return $"{Name} lies in the folder notebooks of the kit's repository. {place} Run by studykit, a notebook " +
            $"needs none: take the line #load \"{Name}\" out. `studykit new my-notebook.ipynb` writes a notebook " +
            "that runs in any folder.";
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string file = Path.Combine(folder.FullName, "notebooks", Name);
            if (File.Exists(file)) return file;
        }

        return null;
    }
}
