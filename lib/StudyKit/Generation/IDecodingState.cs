namespace StudyKit.Generation;

/// <summary>
/// A model in the middle of writing R sequences, token by token. What generation needs of a model, and all it knows of
/// one. Holds what was computed for the tokens so far; whoever started it disposes it.
/// </summary>
public interface IDecodingState : IDisposable
{
    /// <summary>R, how many sequences are being written.</summary>
    int Rows { get; }

    /// <summary>
    /// How many tokens of each sequence can still be read; a model without a last position has room for ever.
    /// Searches stop writing where the room ends, and give what is written.
    /// </summary>
    int Room => int.MaxValue;

    /// <summary>Takes the next tokens of every sequence and scores what may follow them.</summary>
    /// <param name="tokens">
    /// [R, n] int64, n ≥ 1: a prompt or the start token at first, then one token at a time.
    /// </param>
    /// <returns>Logits of the token after the last: [R, V]. The caller's.</returns>
    Tensor Advance(Tensor tokens);

    /// <summary>
    /// Goes on with these sequences only, in this order; one may be taken several times (beam search).
    /// </summary>
    /// <param name="rows">[R'] int64, indices from 0 to R − 1.</param>
    void KeepRows(Tensor rows);
}
