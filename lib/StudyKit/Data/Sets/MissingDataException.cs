namespace StudyKit.Data.Sets;

/// <summary>
/// A data set is not on this machine. The message is one sentence: what is missing, the command that gets it, its
/// licence.
/// </summary>
public sealed class MissingDataException : IOException
{
    /// <summary>Says what is missing and what to do.</summary>
    /// <param name="set">The set.</param>
    /// <param name="file">The file that was wanted.</param>
    /// <param name="folders">The folders that were searched.</param>
    public MissingDataException(DataSet set, string file, IReadOnlyList<string> folders)
        : base(Describe(set, file, folders))
    {
        Set = set;
    }

    /// <summary>The set that is missing.</summary>
    public DataSet Set { get; }

    private static string Describe(DataSet set, string file, IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(folders);
        string searched = string.Join(
            ", ", folders.Select(folder => Directory.Exists(folder) ? folder : $"{folder} (no such folder)"));
        return $"The data set '{set.Name}' is missing ({file} was looked for in {searched}): get it with `studykit " +
            $"data get {set.Name}` ({set.Bytes / 1e6:0.0} MB, licence: {set.Licence}), or name a folder that has it " +
            $"with --data or {DataRoot.Variable}.";
    }
}
