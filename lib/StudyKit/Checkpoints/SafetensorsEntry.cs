namespace StudyKit.Checkpoints;

/// <summary>What a safetensors header says of one tensor; checked against the file before anyone sees it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Its axes; none for a scalar.</param>
/// <param name="Offset">Where its bytes begin, from the start of the file.</param>
/// <param name="Length">How many bytes it has.</param>
public sealed record SafetensorsEntry(string Key, ScalarType Type, IReadOnlyList<long> Shape, long Offset, long Length);
