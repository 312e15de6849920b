using StudyKit.Generation;

namespace StudyKit.Models.Baselines.Recurrent;

/// <summary>A recurrent model in the middle of writing: the source's annotations, and one state.</summary>
internal sealed class GruDecoding(Seq2SeqGru model, Seq2SeqGru.Annotations read) : IDecodingState
{
    private Seq2SeqGru.Annotations _read = read;
    private Tensor _state = read.Start.clone().DetachFromDisposeScope();

    public int Rows => (int)_state.shape[0];

    public Tensor Advance(Tensor tokens)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = _state, state = _state;
        for (long i = 0; i < tokens.shape[1]; i++) (logits, state) = model.Step(tokens.select(1, i), state, _read);
        _state.Dispose();
        _state = state.DetachFromDisposeScope();
        return logits.MoveToOuterDisposeScope();
    }

    public void KeepRows(Tensor rows)
    {
        using DisposeScope scope = NewDisposeScope();
        _read = new Seq2SeqGru.Annotations(
            Kept(_read.Values, rows), Kept(_read.Keys, rows), Kept(_read.Mask, rows), Kept(_read.Start, rows));
        _state = Kept(_state, rows);
    }

    public void Dispose()
    {
        foreach (Tensor held in new[] { _read.Values, _read.Keys, _read.Mask, _read.Start, _state }) held.Dispose();
    }

    private static Tensor Kept(Tensor held, Tensor rows)
    {
        Tensor next = held.index_select(0, rows).DetachFromDisposeScope();
        held.Dispose();
        return next;
    }
}
