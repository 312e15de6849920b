namespace StudyKit.Runtime;

/// <summary>One axis in an expected shape: a letter of the kit's alphabet, and its size where that is fixed.</summary>
/// <param name="Name">B batch, T time, C width, H heads, D head width, V vocabulary, or a short word.</param>
/// <param name="Size">The size that the axis must have; null when any size will do.</param>
public readonly record struct Axis(string Name, long? Size = null)
{
    /// <summary>An axis of any size; two axes of the same name must have the same size.</summary>
    public static implicit operator Axis(string name) => new(name);

    /// <summary>An axis of a fixed size.</summary>
    public static implicit operator Axis((string Name, long Size) axis) => new(axis.Name, axis.Size);

    /// <summary>An axis of any size.</summary>
    public static Axis FromString(string name) => name;

    /// <summary>An axis of a fixed size.</summary>
    public static Axis FromValueTuple((string Name, long Size) axis) => axis;

    /// <inheritdoc/>
    public override string ToString() => Size is { } size ? $"{Name}={size}" : Name;
}
