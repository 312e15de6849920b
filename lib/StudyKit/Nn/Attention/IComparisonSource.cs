namespace StudyKit.Nn.Attention;

/// <summary>
/// An attention that shows what its scores are made of: the queries and keys that are compared, q·k / √D.
/// </summary>
public interface IComparisonSource
{
    /// <summary>
    /// Called with the queries [B, H, T, D] and keys [B, H, S, D] of each call. The tensors live only until it
    /// returns: keep detached copies. Null when nobody looks.
    /// </summary>
    Action<Tensor, Tensor>? Comparisons { get; set; }
}
