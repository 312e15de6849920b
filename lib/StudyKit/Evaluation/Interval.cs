using StudyKit.Contracts;

namespace StudyKit.Evaluation;

/// <summary>An estimate with the range that holds it at the given level of confidence.</summary>
/// <param name="Estimate">The estimate, as a mean over seeds.</param>
/// <param name="Low">Lower end, in the estimate's unit.</param>
/// <param name="High">Upper end, in the estimate's unit.</param>
/// <param name="Level">Level of confidence, as 0.95.</param>
/// <param name="Count">How many independent values stand behind it (seeds, sentences).</param>
public readonly record struct Interval(double Estimate, double Low, double High, double Level, int Count)
{
    /// <summary>Whether a value lies inside, ends included.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <inheritdoc/>
    public override string ToString() => $"{NumberText.Of(Estimate)} [{NumberText.Of(Low)} to {NumberText.Of(High)}]";
}
