namespace StudyKit.Models.ResNet;

/// <summary>
/// In which order a block convolves, normalizes, cuts off and adds ("Identity Mappings", 1603.05027, Figure 4).
/// </summary>
public enum BlockOrder
{
    /// <summary>(a) The first paper's: conv, BN, ReLU, conv, BN, add, ReLU.</summary>
    Original,

    /// <summary>(b) conv, BN, ReLU, conv, add, BN, ReLU.</summary>
    NormAfterAddition,

    /// <summary>(c) conv, BN, ReLU, conv, BN, ReLU, add: what is added is never negative.</summary>
    ReluBeforeAddition,

    /// <summary>(d) ReLU, conv, BN, ReLU, conv, BN, add.</summary>
    ReluOnlyPreActivation,

    /// <summary>(e) BN, ReLU, conv, BN, ReLU, conv, add: nothing stands on the way around.</summary>
    FullPreActivation,
}
