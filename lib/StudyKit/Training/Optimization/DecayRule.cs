namespace StudyKit.Training.Optimization;

/// <summary>Which parameters weight decay shrinks.</summary>
public enum DecayRule
{
    /// <summary>All of them (ResNet).</summary>
    All,

    /// <summary>Those with two axes or more: weights, but no biases and no gains (GPT and what followed).</summary>
    Matrices,
}
