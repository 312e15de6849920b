namespace StudyKit.Training.Optimization;

/// <summary>Where one parameter lies in the flat buffers.</summary>
/// <param name="Name">Its name in the state dict.</param>
/// <param name="Offset">Its first element.</param>
/// <param name="Count">How many elements it has.</param>
/// <param name="Shape">Its shape.</param>
public sealed record ParameterSlice(string Name, long Offset, long Count, IReadOnlyList<long> Shape)
{
    /// <summary>Whether it has two axes or more: weights have, biases and gains have one.</summary>
    public bool IsMatrix => Shape.Count >= 2;
}
