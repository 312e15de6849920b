using StudyKit.Generation;
using StudyKit.Nn.Losses;

namespace StudyKit.Models;

/// <summary>
/// The loss and the search that all translating models share. Letters: B batch, S source and T target tokens.
/// </summary>
public static class SequenceToSequence
{
    /// <summary>
    /// Mean loss over the real target tokens. Padding is dropped before the last linear, which costs as much as the
    /// whole decoder.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="source">[B, S] int64.</param>
    /// <param name="input">[B, T] int64, the start token and then the translation.</param>
    /// <param name="output">[B, T] int64, the translation and then the end token.</param>
    /// <param name="smoothing">Label smoothing (§5.4); 0 gives the plain loss.</param>
    /// <param name="padding">The padding token.</param>
    /// <returns>A scalar, in nats.</returns>
    public static Tensor Loss(
        ISequenceToSequence model, Tensor source, Tensor input, Tensor output, double smoothing = 0, int padding = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(output);
        Tensor hidden = model.Hidden(source, input).flatten(0, 1);          // [B·T, C]
        Tensor target = output.flatten();                                   // [B·T]
        Tensor real = target.ne(padding).nonzero().squeeze(1);              // places that are not padding
        return LabelSmoothedCrossEntropy.Mean(
            model.Logits(hidden.index_select(0, real)), target.index_select(0, real), smoothing);
    }

    /// <summary>Rows of unequal length as one tensor.</summary>
    /// <param name="rows">Token numbers.</param>
    /// <param name="before">A token to stand first in every row; null for none.</param>
    /// <param name="after">A token to stand last in every row; null for none.</param>
    /// <param name="padding">What fills shorter rows up.</param>
    /// <param name="device">The CPU when null.</param>
    /// <returns>[B, longest] int64.</returns>
    public static Tensor Pad(
        IReadOnlyList<int[]> rows, int? before = null, int? after = null, int padding = 0, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int more = (before is null ? 0 : 1) + (after is null ? 0 : 1), width = rows.Max(row => row.Length) + more;
        long[] ids = new long[rows.Count * width];
        Array.Fill(ids, padding);
        for (int i = 0; i < rows.Count; i++)
        {
            int at = i * width;
            if (before is { } first) ids[at++] = first;
            foreach (int id in rows[i]) ids[at++] = id;
            if (after is { } last) ids[at] = last;
        }

        return tensor(ids, [rows.Count, width], device: device);
    }

    /// <summary>
    /// Writes a translation of each source, greedily or with a beam, in batches of sources of similar length.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="sources">Token numbers of each source, without the end token.</param>
    /// <param name="longest">
    /// At most so many tokens; 50 more than the source when null ("Attention Is All You Need", §6.1).
    /// </param>
    /// <param name="beams">1 searches greedily; more is the width of the beam, with length penalty 0.6.</param>
    /// <param name="device">Where the model is; the CPU when null.</param>
    /// <returns>The written tokens without start and end, in the order of the sources.</returns>
    public static int[][] Write(
        ISequenceToSequence model, IReadOnlyList<int[]> sources, int? longest = null, int beams = 1,
        Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sources);
        int[][] written = new int[sources.Count][];
        ((Module)model).eval();
        foreach (int[] rows in Enumerable.Range(0, sources.Count).OrderBy(i => sources[i].Length).Chunk(100))
        {
            using Tensor source = Pad([.. rows.Select(i => sources[i])], after: End, device: device);
            using IDecodingState state = model.StartDecoding(source);
            int most = longest ?? rows.Max(i => sources[i].Length) + 50;
            int[][] found = beams == 1
                ? GreedySearch.Generate(state, Start, End, most, device)
                : [.. BeamSearch.Generate(state, Start, End, most, beams, alpha: 0.6, device)
                    .Select(hypothesis => hypothesis.Tokens.ToArray())];
            for (int i = 0; i < rows.Length; i++) written[rows[i]] = found[i];
        }

        return written;
    }

    // As the kit's tokenizers number them: 0 fills up, 1 starts, 2 ends.
    private const int Start = 1;
    private const int End = 2;
}
