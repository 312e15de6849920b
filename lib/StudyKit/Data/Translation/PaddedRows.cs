namespace StudyKit.Data.Translation;

/// <summary>
/// All sentence pairs of an epoch as three tensors, padded to the longest, on the device: a batch is then one row
/// selection per tensor and nothing is copied from managed memory but the row numbers.
/// </summary>
internal sealed class PaddedRows : IDisposable
{
    private readonly Tensor _source, _targetInput, _targetOutput;
    private readonly int[] _rows;

    public PaddedRows(TranslationPairs pairs, TranslationBatchOptions options)
    {
        _rows = [.. Enumerable.Range(0, pairs.Count)
            .Where(row => Math.Max(pairs.Source[row].Length, pairs.Target[row].Length) < options.MaximumLength)];
        SourceLengths = [.. _rows.Select(row => pairs.Source[row].Length + 1)];
        TargetLengths = [.. _rows.Select(row => pairs.Target[row].Length + 1)];
        int sourceWidth = SourceLengths.DefaultIfEmpty(1).Max(), targetWidth = TargetLengths.DefaultIfEmpty(1).Max();
        var (source, target) = (pairs.SourceVocabulary.Special, pairs.TargetVocabulary.Special);
        _source = Pad(pairs.Source, sourceWidth, source.Padding!.Value, null, source.End, options.Device);
        _targetInput = Pad(pairs.Target, targetWidth, target.Padding!.Value, target.Start, null, options.Device);
        _targetOutput = Pad(pairs.Target, targetWidth, target.Padding!.Value, null, target.End, options.Device);
    }

    /// <summary>How many pairs were short enough.</summary>
    public int Count => _rows.Length;

    /// <summary>Source tokens of each kept pair with the end token.</summary>
    public int[] SourceLengths { get; }

    /// <summary>Target tokens of each kept pair with the end token.</summary>
    public int[] TargetLengths { get; }

    public TranslationBatch Select(int[] kept)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor index = tensor([.. kept.Select(row => (long)row)], dtype: ScalarType.Int64, device: _source.device);
        int sourceWidth = kept.Max(row => SourceLengths[row]), targetWidth = kept.Max(row => TargetLengths[row]);
        return new TranslationBatch(
            Take(_source, index, sourceWidth),
            Take(_targetInput, index, targetWidth),
            Take(_targetOutput, index, targetWidth),
            [.. kept.Select(row => _rows[row])],
            kept.Sum(row => SourceLengths[row]),
            kept.Sum(row => TargetLengths[row]));
    }

    public void Dispose()
    {
        _source.Dispose();
        _targetInput.Dispose();
        _targetOutput.Dispose();
    }

    // Narrowed first, so that only the columns in use are copied: [N, width] → [N, longest] → [B, longest].
    private static Tensor Take(Tensor all, Tensor index, int width) =>
        all.narrow(1, 0, width).index_select(0, index).DetachFromDisposeScope();

    private Tensor Pad(IReadOnlyList<int[]> sentences, int width, int padding, int? first, int? last, Device? device)
    {
        long[] values = new long[(long)_rows.Length * width];
        Array.Fill(values, padding);
        for (int kept = 0; kept < _rows.Length; kept++)
        {
            long at = (long)kept * width;
            if (first is int start) values[at++] = start;
            foreach (int id in sentences[_rows[kept]]) values[at++] = id;
            if (last is int end) values[at] = end;
        }

        return tensor(values, [_rows.Length, width], ScalarType.Int64, device).DetachFromDisposeScope();
    }
}
