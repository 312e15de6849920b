namespace StudyKit.Training.Schedules;

/// <summary>How the learning rate falls after its warm-up.</summary>
public enum Decay
{
    /// <summary>It stays.</summary>
    None,

    /// <summary>In a straight line to the final rate.</summary>
    Linear,

    /// <summary>Along half a cosine to the final rate.</summary>
    Cosine,

    /// <summary>With 1/√step: at four times the warm-up's length it is half the peak.</summary>
    InverseSquareRoot,
}
