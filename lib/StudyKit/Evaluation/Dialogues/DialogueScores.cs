using StudyKit.Evaluation.Bleu;

namespace StudyKit.Evaluation.Dialogues;

/// <summary>The automatic scores of the paper's Table 5, over characters, ×100.</summary>
/// <param name="Bleu2">Corpus BLEU of 1- and 2-grams.</param>
/// <param name="Bleu4">Corpus BLEU of 1- to 4-grams.</param>
/// <param name="Dist1">Different characters over all.</param>
/// <param name="Dist2">Different pairs of characters over all.</param>
/// <param name="Greedy">Greedy matching.</param>
/// <param name="Average">Embedding average.</param>
public sealed record DialogueScores(
    double Bleu2, double Bleu4, double Dist1, double Dist2, double Greedy, double Average)
{
    /// <summary>How they were computed; to be printed beside them.</summary>
    public static string Convention =>
        "Characters as tokens, all ×100. BLEU: corpus level, uniform weights, no smoothing, one reference, as " +
        "NLTK. Dist-n: " +
        "over all replies together. Greedy matching: mean of both directions; embedding average: cosine of means; " +
        "both with vectors counted from the training dialogues, meant over replies.";

    /// <summary>Scores replies.</summary>
    /// <param name="replies">The replies.</param>
    /// <param name="references">What was said in truth, in the same order.</param>
    /// <param name="vectors">Vectors of characters.</param>
    public static DialogueScores Of(
        IReadOnlyList<string> replies, IReadOnlyList<string> references, WordVectors vectors)
    {
        ArgumentNullException.ThrowIfNull(replies);
        ArgumentNullException.ThrowIfNull(references);
        IReadOnlyList<string>[] said = [.. replies.Select(Characters)], meant = [.. references.Select(Characters)];
        return new DialogueScores(
            Bleu(said, meant, 2),
            Bleu(said, meant, 4),
            Distinct.Score(said, 1),
            Distinct.Score(said, 2),
            Mean(said.Zip(meant, (a, b) => EmbeddingSimilarity.Greedy(a, b, vectors))),
            Mean(said.Zip(meant, (a, b) => EmbeddingSimilarity.Average(a, b, vectors))));
    }

    /// <summary>
    /// Corpus BLEU without smoothing, as NLTK's <c>corpus_bleu</c> with uniform weights: a reply shorter than n counts
    /// as one n-gram without a match, where sacrebleu counts none. No match of some length makes it 0 (NLTK: below
    /// 10⁻⁷⁰).
    /// </summary>
    /// <param name="replies">Replies as tokens.</param>
    /// <param name="references">References as tokens.</param>
    /// <param name="order">Longest n-grams.</param>
    public static double Bleu(
        IReadOnlyList<IReadOnlyList<string>> replies,
        IReadOnlyList<IReadOnlyList<string>> references,
        int order) => BleuMetric.Corpus(
        [.. replies.Select(reply => string.Join(' ', reply))],
        [.. references.Select(reference => string.Join(' ', reference))],
        new BleuOptions
        {
            MaximumOrder = order,
            Tokenization = BleuTokenization.None,
            Smoothing = BleuSmoothing.None,
            ShortCountsOne = true,
        }).Score;

    /// <summary>A text as characters, white space left out.</summary>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<string> Characters(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.EnumerateRunes().Where(rune => !System.Text.Rune.IsWhiteSpace(rune))
            .Select(rune => rune.ToString())];
    }

    private static double Mean(IEnumerable<double> values) =>
        values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(0).Average();
}
