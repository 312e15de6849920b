namespace StudyKit.Evaluation;

/// <summary>The share of right answers.</summary>
public sealed class Accuracy
{
    /// <summary>How many were right.</summary>
    public int Right { get; private set; }

    /// <summary>How many there were.</summary>
    public int Total { get; private set; }

    /// <summary>Right out of total, 0 to 1. NaN without answers.</summary>
    public double Value => Right / (double)Total;

    /// <summary>Adds one answer.</summary>
    /// <param name="right">Whether it is right.</param>
    public void Add(bool right)
    {
        Right += right ? 1 : 0;
        Total++;
    }

    /// <summary>Adds answers in order.</summary>
    /// <param name="predicted">The answers.</param>
    /// <param name="expected">The right answers, as many.</param>
    /// <exception cref="ArgumentException">When the lists differ in length.</exception>
    public void Add<T>(IReadOnlyList<T> predicted, IReadOnlyList<T> expected)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(expected);
        if (predicted.Count != expected.Count)
            throw new ArgumentException("Accuracy needs an expected answer for each predicted one. Received " +
                $"{predicted.Count} predicted and {expected.Count} expected.", nameof(expected));
        for (int i = 0; i < predicted.Count; i++) Add(EqualityComparer<T>.Default.Equals(predicted[i], expected[i]));
    }

    /// <summary>Wilson's interval.</summary>
    /// <param name="level">The level of confidence, between 0 and 1.</param>
    public Interval Interval(double level = 0.95) => Statistics.Proportion(Right, Total, level);
}
