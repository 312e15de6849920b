namespace StudyKit.Tests.Leaks;

/// <summary>Something that is done again and again: its tensors must not pile up.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Prepare">
/// Builds what is needed and gives one round of it; the list takes what is to be disposed at the end.
/// </param>
internal sealed record Loop(string Name, Func<ICollection<IDisposable>, Action> Prepare);
