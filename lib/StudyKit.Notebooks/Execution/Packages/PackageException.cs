namespace StudyKit.Notebooks.Execution.Packages;

/// <summary>A package could not be restored; the message says why.</summary>
internal sealed class PackageException(string message) : Exception(message);
