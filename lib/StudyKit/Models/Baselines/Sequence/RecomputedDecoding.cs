using StudyKit.Generation;

namespace StudyKit.Models.Baselines.Sequence;

/// <summary>
/// Writes with a model that keeps nothing from token to token: the whole prefix is read again each time. Slow, and
/// right for every model that never looks ahead.
/// </summary>
internal sealed class RecomputedDecoding(
    ISequenceToSequence model, Tensor source, int room = int.MaxValue) : IDecodingState
{
    private Tensor _source = source.detach().clone().DetachFromDisposeScope();
    private Tensor? _prefix;

    public int Rows => (int)_source.shape[0];

    public int Room => _prefix is null ? room : Math.Max(0, room - (int)_prefix.shape[1]);

    public Tensor Advance(Tensor tokens)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Replace(ref _prefix, _prefix is null ? tokens.clone() : cat([_prefix, tokens], 1));
        return model.Logits(model.Hidden(_source, _prefix!).select(1, -1)).MoveToOuterDisposeScope();
    }

    public void KeepRows(Tensor rows)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? source = _source;
        Replace(ref source, _source.index_select(0, rows));
        _source = source!;
        if (_prefix is not null) Replace(ref _prefix, _prefix.index_select(0, rows));
    }

    public void Dispose()
    {
        _source.Dispose();
        _prefix?.Dispose();
    }

    private static void Replace(ref Tensor? held, Tensor next)
    {
        held?.Dispose();
        held = next.DetachFromDisposeScope();
    }
}
