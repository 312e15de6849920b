namespace StudyKit.Training;

/// <summary>How exactly matrix products are computed.</summary>
public enum Precision
{
    /// <summary>32-bit floats throughout.</summary>
    Full,

    /// <summary>
    /// On an NVIDIA card, matrix products with 10 bits of mantissa instead of 23 (TF32), several times quicker. The
    /// same as <see cref="Full"/> on a processor.
    /// </summary>
    Tf32,
}
