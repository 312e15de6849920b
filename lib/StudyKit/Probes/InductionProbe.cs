using StudyKit.Nn.Attention;
using StudyKit.Runtime;

namespace StudyKit.Probes;

/// <summary>
/// Looks for the two heads that copy from context: one that looks at the token before (its key then says "after A"),
/// and one, the induction head, that from a second A looks at what came after the first (Elhage et al., 2021; Olsson et
/// al., 2022).
/// </summary>
public static class InductionProbe
{
    /// <summary>Reads random tokens that repeat, and asks each head how much it looks to the two places.</summary>
    /// <param name="model">The model, whose attentions offer their weights; put it into eval mode first.</param>
    /// <param name="read">Has the model read ids [B, T].</param>
    /// <param name="vocabularySize">V: tokens are drawn from all of it.</param>
    /// <param name="period">p: after so many tokens the text repeats itself, once.</param>
    /// <param name="rows">B.</param>
    /// <param name="seed">Of the tokens.</param>
    /// <param name="device">The CPU when null.</param>
    /// <param name="score">
    /// Scores a head in the library's place: from its mean weights [2p, 2p] and p.
    /// </param>
    /// <returns>
    /// Each head: its attention's name, its number, the mean weight on the token behind the first occurrence, and on
    /// the token before.
    /// </returns>
    public static IReadOnlyList<HeadScore> Run(
        Module model, Action<Tensor> read, int vocabularySize, int period, int rows = 32, long seed = 1,
        Device? device = null, Func<double[,], int, double>? score = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        using Generator generator = new((ulong)seed);
        Tensor once = randint(vocabularySize, [rows, period], dtype: ScalarType.Int64, generator: generator);
        using AttentionProbe probe = new(model);
        read(cat([once, once], 1).to(device ?? CPU));
        List<HeadScore> scores = [];
        foreach (string name in probe.Names)
        {
            // [H, p − 1, 2p]: queries p … 2p − 2
            Tensor all = probe[name].Values.mean([0]), weights = all.narrow(1, period, period - 1);
            // Query p + i has its induction target at i + 1, and the token before it at p + i − 1.
            Tensor behindFirst = weights.diagonal(1, 1, 2).narrow(1, 0, period - 1).mean([1]);
            Tensor before = weights.diagonal(period - 1, 1, 2).narrow(1, 0, period - 1).mean([1]);
            for (int head = 0; head < weights.shape[0]; head++)
            {
                double induction = score?.Invoke(Map(all[head]), period) ?? behindFirst[head].ToDouble();
                scores.Add(new HeadScore(name, head, induction, before[head].ToDouble()));
            }
        }

        return scores;
    }

    private static double[,] Map(Tensor weights)
    {
        double[] flat = [.. weights.to(ScalarType.Float64).cpu().flatten().data<double>()];
        double[,] map = new double[weights.shape[0], weights.shape[1]];
        Buffer.BlockCopy(flat, 0, map, 0, flat.Length * sizeof(double));
        return map;
    }

    /// <summary>
    /// Asks, in any text, how much each head looks behind the earlier occurrences of the token at which it stands: in a
    /// prompt of examples that is where the answers to the present question are.
    /// </summary>
    /// <param name="model">The model; put it into eval mode first.</param>
    /// <param name="read">Has the model read ids [B, T].</param>
    /// <param name="ids">[B, T] int64.</param>
    /// <param name="step">
    /// Only every so many places ask, beginning with the first: 2 where questions and answers take turns.
    /// </param>
    /// <returns>
    /// Each head: its attention's name, its number and the mean weight, over the places whose token has occurred
    /// before.
    /// </returns>
    /// <exception cref="ArgumentException">No token occurs twice at such places.</exception>
    public static IReadOnlyList<(string Attention, int Head, double Weight)> Behind(
        Module model, Action<Tensor> read, Tensor ids, int step = 1)
    {
        ArgumentNullException.ThrowIfNull(read);
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        long length = ids.shape[1];
        // [B, T, T]: key k < t has query t's token
        Tensor same = ids.unsqueeze(2).eq(ids.unsqueeze(1)).to(ScalarType.Float32).tril(-1);
        // and key k + 1 stands behind it
        Tensor behind = cat([zeros_like(same.narrow(2, 0, 1)), same.narrow(2, 0, length - 1)], 2);
        // [B, T]
        Tensor asks = arange(length, device: ids.device).remainder(step).eq(0).logical_and(behind.sum(-1).gt(0));
        double count = asks.sum().ToDouble();
        if (count == 0)
        {
            throw new ArgumentException("A token must occur a second time at one of the places that ask. None does; " +
                "use longer texts or fewer different tokens.", nameof(ids));
        }

        using AttentionProbe probe = new(model);
        read(ids);
        List<(string, int, double)> weights = [];
        foreach (string name in probe.Names)
        {
            // [H]
            Tensor each = ((probe[name].Values * behind.unsqueeze(1)).sum(-1) * asks.unsqueeze(1)).sum([0, 2]) / count;
            for (int head = 0; head < each.shape[0]; head++) weights.Add((name, head, each[head].ToDouble()));
        }

        return weights;
    }
}

/// <summary>What one head looks at in a text that repeats.</summary>
/// <param name="Attention">Its attention's name in the model.</param>
/// <param name="Head">Its number.</param>
/// <param name="Induction">
/// Mean weight on the token behind the first occurrence of the present one; 1 for a perfect induction head.
/// </param>
/// <param name="PreviousToken">Mean weight on the token before.</param>
public sealed record HeadScore(string Attention, int Head, double Induction, double PreviousToken);
