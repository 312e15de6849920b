namespace StudyKit.Notebooks.Documents;

/// <summary>Where the kit keeps what is this user's: packages, a key, converted formulas.</summary>
internal static class UserFolder
{
    /// <summary>
    /// The folder, which need not be there yet; null where the system names no place for a user's data.
    /// </summary>
    public static string? Path { get; } = Environment.GetFolderPath(
        Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
        is { Length: > 0 } root ? System.IO.Path.Combine(root, "studykit") : null;
}
