using StudyKit.Generation;

namespace StudyKit.Models.Baselines.NeuralGpu;

/// <summary>An Extended Neural GPU in the middle of writing: its image, and the tape of what was written.</summary>
internal sealed class NeuralGpuDecoding(ExtendedNeuralGpu model, Tensor image, Tensor places) : IDecodingState
{
    private Tensor _image = image;
    private Tensor _places = places;
    private Tensor? _tape;

    public int Rows => (int)_places.shape[0];

    public Tensor Advance(Tensor tokens)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = _image, next = _image;
        Tensor? tape = _tape;
        for (long i = 0; i < tokens.shape[1]; i++)
        {
            (logits, next, tape) = model.Next(next, tape, tokens.narrow(1, i, 1), _places);
        }

        Replace(next, tape);
        return logits.MoveToOuterDisposeScope();
    }

    public void KeepRows(Tensor rows)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor kept = _places.index_select(0, rows).DetachFromDisposeScope();
        _places.Dispose();
        _places = kept;
        Replace(_image.index_select(0, rows), _tape?.index_select(0, rows));
    }

    public void Dispose()
    {
        _image.Dispose();
        _places.Dispose();
        _tape?.Dispose();
    }

    private void Replace(Tensor image, Tensor? tape)
    {
        _image.Dispose();
        _tape?.Dispose();
        _image = image.DetachFromDisposeScope();
        _tape = tape?.DetachFromDisposeScope();
    }
}
