namespace StudyKit.Evaluation.Bleu;

/// <summary>How sentences become the words that are compared.</summary>
public enum BleuTokenization
{
    /// <summary>
    /// The rules of NIST's mteval-v13a, those of WMT's published scores: punctuation apart, numbers whole. For text as
    /// a reader would write it.
    /// </summary>
    Mteval13a,

    /// <summary>
    /// Words are what stands between white space. For text that is already in words, as the small world's.
    /// </summary>
    None,

    /// <summary>
    /// sacrebleu's <c>zh</c>: each Chinese character and full-width mark is a word, the rest as with 13a.
    /// </summary>
    Chinese,
}

/// <summary>What is done when no n-gram of some length matches (Chen and Cherry, WMT 2014).</summary>
public enum BleuSmoothing
{
    /// <summary>
    /// Each length without a match counts as half of the one before: 1/2, 1/4, ... matches. NIST's way, the usual one.
    /// </summary>
    Exponential,

    /// <summary>Nothing: one length without a match makes the score 0.</summary>
    None,

    /// <summary>No match counts as <see cref="BleuOptions.SmoothingValue"/> matches, 0.1 if not given.</summary>
    Floor,

    /// <summary>
    /// From bigrams on, <see cref="BleuOptions.SmoothingValue"/> is added to matches and n-grams alike, 1 if not given.
    /// </summary>
    AddK,
}

/// <summary>
/// What kind of BLEU. Scores with different options can't be compared; <see cref="BleuScore.Signature"/> says which
/// they were.
/// </summary>
public sealed record BleuOptions
{
    /// <summary>How sentences become words.</summary>
    /// <value><see cref="BleuTokenization.Mteval13a"/>.</value>
    public BleuTokenization Tokenization { get; init; } = BleuTokenization.Mteval13a;

    /// <summary>True compares without regard to capitals.</summary>
    /// <value>False.</value>
    public bool LowerCase { get; init; }

    /// <summary>What is done when no n-gram of some length matches.</summary>
    /// <value><see cref="BleuSmoothing.Exponential"/>.</value>
    public BleuSmoothing Smoothing { get; init; } = BleuSmoothing.Exponential;

    /// <summary>The number that <see cref="BleuSmoothing.Floor"/> and <see cref="BleuSmoothing.AddK"/> need.</summary>
    /// <value>Null: 0.1 and 1.</value>
    public double? SmoothingValue { get; init; }

    /// <summary>The longest n-grams compared.</summary>
    /// <value>4.</value>
    public int MaximumOrder { get; init; } = 4;

    /// <summary>
    /// True leaves out lengths longer than the hypothesis, so that short sentences are not all 0.
    /// <see cref="BleuMetric.Sentence"/> sets it.
    /// </summary>
    /// <value>False.</value>
    public bool EffectiveOrder { get; init; }

    /// <summary>
    /// A hypothesis too short for an n-gram counts as one n-gram without a match, as NLTK has it; sacrebleu counts
    /// none.
    /// </summary>
    internal bool ShortCountsOne { get; init; }

    internal double SmoothingNumber => SmoothingValue ?? (Smoothing == BleuSmoothing.Floor ? 0.1 : 1);

    internal string Signature(string references)
    {
        string tokenization = Tokenization switch
        {
            BleuTokenization.Mteval13a => "13a",
            BleuTokenization.Chinese => "zh",
            _ => "none",
        };
        string smoothing = Smoothing switch
        {
            BleuSmoothing.Exponential => "exp",
            BleuSmoothing.Floor => $"floor[{SmoothingNumber:F2}]",
            BleuSmoothing.AddK => $"add-k[{SmoothingNumber:F2}]",
            _ => "none",
        };
        (string letters, string effective) = (LowerCase ? "lc" : "mixed", EffectiveOrder ? "yes" : "no");
        return $"nrefs:{references}|case:{letters}|eff:{effective}|tok:{tokenization}|smooth:{smoothing}";
    }
}
