namespace StudyKit.Nn.Attention;

/// <summary>
/// A layer that computes attention weights and shows them to whoever asks. While <see cref="Recorder"/> is null nothing
/// is computed or kept for it.
/// </summary>
public interface IAttentionSource
{
    /// <summary>
    /// Called with the weights of each call: [B, H, T, S], each row summing to 1, before dropout. The tensor lives only
    /// until the recorder returns: keep a detached copy. Null when nobody looks.
    /// </summary>
    Action<Tensor>? Recorder { get; set; }
}
