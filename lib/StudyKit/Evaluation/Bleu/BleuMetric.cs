using StudyKit.Text;

namespace StudyKit.Evaluation.Bleu;

/// <summary>
/// BLEU: how many of a translation's words and phrases stand in a reference translation too, in percent, with a penalty
/// for being short. Equal to sacrebleu with the same options, for text whose letters have a one-to-one lower case.
/// </summary>
/// <remarks>Papineni et al., ACL 2002. Post, "A Call for Clarity in Reporting BLEU Scores", WMT 2018.</remarks>
public static class BleuMetric
{
    /// <summary>The score of a corpus with one reference a sentence.</summary>
    /// <param name="hypotheses">The translations, without start and end tokens.</param>
    /// <param name="references">The reference translations, in the same order.</param>
    /// <param name="options">What kind of BLEU; 13a, cased, exponential smoothing when null.</param>
    /// <exception cref="ArgumentException">
    /// When there is no sentence, or not as many references as hypotheses.
    /// </exception>
    public static BleuScore Corpus(
        IReadOnlyList<string> hypotheses, IReadOnlyList<string> references, BleuOptions? options = null) =>
        Corpus(hypotheses, Single(references), options);

    /// <summary>The score of a corpus with one or more references a sentence.</summary>
    /// <param name="hypotheses">The translations.</param>
    /// <param name="references">For each sentence its reference translations, at least one.</param>
    /// <param name="options">What kind of BLEU; 13a, cased, exponential smoothing when null.</param>
    /// <exception cref="ArgumentException">
    /// When there is no sentence, not as many references as hypotheses, or a sentence without one.
    /// </exception>
    public static BleuScore Corpus(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, BleuOptions? options = null)
    {
        options ??= new BleuOptions();
        BleuCounts[] counts = Count(hypotheses, references, options);
        int[] numbers = [.. references.Select(sentence => sentence.Count).Distinct()];
        return BleuCounts.Sum(counts, options.MaximumOrder)
            .Score(options, options.Signature(numbers.Length == 1 ? $"{numbers[0]}" : "var"));
    }

    /// <summary>The score of one sentence; n-gram lengths that it is too short for are left out.</summary>
    /// <param name="hypothesis">The translation.</param>
    /// <param name="references">Its reference translations, at least one.</param>
    /// <param name="options">
    /// What kind of BLEU; <see cref="BleuOptions.EffectiveOrder"/> is on whatever it says.
    /// </param>
    public static BleuScore Sentence(
        string hypothesis, IReadOnlyList<string> references, BleuOptions? options = null) =>
        Corpus([hypothesis], [references], (options ?? new BleuOptions()) with { EffectiveOrder = true });

    /// <summary>
    /// How far the score would move with other sentences of the same kind: corpora of the same size are drawn from the
    /// sentences, with repetition, and the middle share of their scores is the interval (Koehn, EMNLP 2004).
    /// </summary>
    /// <param name="hypotheses">The translations.</param>
    /// <param name="references">One reference a sentence.</param>
    /// <param name="options">What kind of BLEU.</param>
    /// <param name="samples">How many corpora are drawn.</param>
    /// <param name="level">The level of confidence, between 0 and 1.</param>
    /// <param name="seed">Decides the drawing.</param>
    public static Interval BootstrapInterval(IReadOnlyList<string> hypotheses, IReadOnlyList<string> references,
        BleuOptions? options = null, int samples = 1000, double level = 0.95, long seed = 0)
    {
        options ??= new BleuOptions();
        BleuCounts[] counts = Count(hypotheses, Single(references), options);
        return Bootstrap.Interval(counts.Length, rows => Score(counts, rows, options), samples, level, seed);
    }

    /// <summary>
    /// The score of <paramref name="first"/> less that of <paramref name="second"/>, both on the same drawn sentences
    /// (paired bootstrap, Koehn 2004). An interval without 0 is a difference.
    /// </summary>
    /// <param name="first">Translations of one system.</param>
    /// <param name="second">Translations of another.</param>
    /// <param name="references">One reference a sentence.</param>
    /// <param name="options">What kind of BLEU.</param>
    /// <param name="samples">How many corpora are drawn.</param>
    /// <param name="level">The level of confidence, between 0 and 1.</param>
    /// <param name="seed">Decides the drawing.</param>
    public static Interval PairedBootstrapDifference(
        IReadOnlyList<string> first, IReadOnlyList<string> second, IReadOnlyList<string> references,
        BleuOptions? options = null, int samples = 1000, double level = 0.95, long seed = 0)
    {
        options ??= new BleuOptions();
        BleuCounts[] firstCounts = Count(first, Single(references), options),
            secondCounts = Count(second, Single(references), options);
        return Bootstrap.Interval(firstCounts.Length, rows =>
            Score(firstCounts, rows, options) - Score(secondCounts, rows, options), samples, level, seed);
    }

    /// <summary>The words that 13a compares, joined with spaces.</summary>
    /// <param name="sentence">Any text.</param>
    public static string Tokenize13a(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return string.Join(' ', BleuTokens.Split(sentence, new BleuOptions()));
    }

    private static double Score(BleuCounts[] counts, int[] rows, BleuOptions options) =>
        BleuCounts.Sum(rows.Select(row => counts[row]), options.MaximumOrder).Score(options, "").Score;

    private static IReadOnlyList<IReadOnlyList<string>> Single(IReadOnlyList<string> references)
    {
        ArgumentNullException.ThrowIfNull(references);
        return [.. references.Select(reference => new[] { reference })];
    }

    private static BleuCounts[] Count(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, BleuOptions options)
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        ArgumentNullException.ThrowIfNull(references);
        if (options.MaximumOrder < 1)
            throw new ArgumentException(
                $"{nameof(BleuOptions.MaximumOrder)} must be at least 1. Received {options.MaximumOrder}.",
                nameof(options));
        if (hypotheses.Count == 0 || hypotheses.Count != references.Count)
            throw new ArgumentException("BLEU needs at least one sentence and references for each. Received " +
                $"{hypotheses.Count} hypotheses and {references.Count} references.", nameof(references));
        int bare = references.ToList().FindIndex(sentence => sentence.Count == 0);
        if (bare >= 0)
            throw new ArgumentException(
                $"Each sentence needs a reference. Sentence {bare} has none.", nameof(references));
        return [.. hypotheses.Zip(references, (hypothesis, sentence) => BleuCounts.Of(hypothesis, sentence, options))];
    }
}
