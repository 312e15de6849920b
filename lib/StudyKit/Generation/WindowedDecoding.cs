namespace StudyKit.Generation;

/// <summary>
/// Writes with a function from tokens to scores and keeps nothing but the tokens: the last of them are read again at
/// each step. Slower than a cache, and able to write on beyond the model's last position.
/// </summary>
/// <param name="logits">Scores [R, T, V] of tokens [R, T]; called without gradients.</param>
/// <param name="rows">How many sequences are written at once.</param>
/// <param name="window">How many tokens are read at the most.</param>
public sealed class WindowedDecoding(Func<Tensor, Tensor> logits, int rows, int window = int.MaxValue) : IDecodingState
{
    private Tensor? _tokens;

    /// <inheritdoc/>
    public int Rows { get; private set; } = rows;

    /// <inheritdoc/>
    public Tensor Advance(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor all = _tokens is null ? tokens.clone() : cat([_tokens, tokens], 1);
        Replace(all.shape[1] > window ? all.narrow(1, all.shape[1] - window, window).contiguous() : all);
        return logits(_tokens!).select(1, -1).clone().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void KeepRows(Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Rows = (int)rows.shape[0];
        if (_tokens is not null) Replace(_tokens.index_select(0, rows));
    }

    /// <inheritdoc/>
    public void Dispose() => _tokens?.Dispose();

    private void Replace(Tensor next)
    {
        _tokens?.Dispose();
        _tokens = next.DetachFromDisposeScope();
    }
}
