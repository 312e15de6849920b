using StudyKit.Generation;
using StudyKit.Nn.Attention;

namespace StudyKit.Models.Transformer;

/// <summary>
/// A Transformer in the middle of writing: the source as the decoder sees it, and what each layer remembers.
/// </summary>
internal sealed class TransformerDecoding : IDecodingState
{
    private readonly TransformerModel _model;
    private readonly KeyValueCache[] _past, _source;
    private Tensor _memory, _mask;
    private int[] _sentences;

    public TransformerDecoding(TransformerModel model, Tensor memory, Tensor mask)
    {
        (_model, _memory, _mask) = (model, memory, mask);
        _sentences = [.. Enumerable.Range(0, Rows)];
        _past = [.. Enumerable.Range(0, model.Config.DecoderLayers).Select(_ => new KeyValueCache())];
        _source = [.. _past.Select(_ => new KeyValueCache())];
    }

    public int Rows => (int)_memory.shape[0];

    // Sinusoids go on for ever; learned positions end.
    public int Room => _model.Config.Positions == PositionKind.Learned
        ? Math.Max(0, _model.Config.LearnedPositions - (int)_past[0].Length)
        : int.MaxValue;

    public Tensor Advance(Tensor tokens) => _model.ContinueDecoding(tokens, _memory, _mask, _past, _source);

    public void KeepRows(Tensor rows)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (KeyValueCache cache in _past) cache.Select(rows);

        // Beams of one sentence see the same source: as long as no sentence goes, what is kept of the sources stays as
        // it is.
        int[] sentences = [.. rows.cpu().data<long>().ToArray().Select(row => _sentences[row])];
        if (sentences.AsSpan().SequenceEqual(_sentences)) return;
        _sentences = sentences;
        foreach (KeyValueCache cache in _source) cache.Select(rows);
        Replace(ref _memory, _memory.index_select(0, rows));
        Replace(ref _mask, _mask.index_select(0, rows));
    }

    public void Dispose()
    {
        foreach (KeyValueCache cache in _past.Concat(_source)) cache.Dispose();
        _memory.Dispose();
        _mask.Dispose();
    }

    private static void Replace(ref Tensor held, Tensor next)
    {
        held.Dispose();
        held = next.DetachFromDisposeScope();
    }
}
