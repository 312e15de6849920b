namespace StudyKit.Checkpoints;

/// <summary>A tensor that is passed over, since torch has no such type here.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Type">The file's name for its type, as F8_E4M3.</param>
/// <param name="Offset">Where its bytes begin, from the start of the file.</param>
/// <param name="Length">How many bytes it has.</param>
internal sealed record SkippedEntry(string Key, string Type, long Offset, long Length);
