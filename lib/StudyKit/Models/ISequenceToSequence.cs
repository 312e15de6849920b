using StudyKit.Generation;

namespace StudyKit.Models;

/// <summary>
/// What the translating models have in common, so that one loss, one search and one table serve them all. Letters: B
/// batch, S source and T target tokens, C width, V vocabulary.
/// </summary>
public interface ISequenceToSequence
{
    /// <summary>What stands before the last linear at every target position.</summary>
    /// <param name="source">[B, S] int64, padding last.</param>
    /// <param name="target">[B, T] int64, starting with the start token: position t predicts token t + 1.</param>
    /// <returns>[B, T, C].</returns>
    Tensor Hidden(Tensor source, Tensor target);

    /// <summary>The linear before softmax.</summary>
    /// <param name="hidden">[…, C].</param>
    /// <returns>[…, V].</returns>
    Tensor Logits(Tensor hidden);

    /// <summary>Reads the source and gets ready to write, for greedy or beam search.</summary>
    /// <param name="source">[B, S] int64.</param>
    /// <returns>B sequences with nothing written yet; the caller disposes it.</returns>
    /// <exception cref="InvalidOperationException">The model is in training mode.</exception>
    IDecodingState StartDecoding(Tensor source);
}
