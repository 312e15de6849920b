namespace StudyKit.World.MadeUp;

/// <summary>A row of words, one of which has a label that other words of the row decide.</summary>
/// <param name="Words">The words.</param>
/// <param name="Place">Where the labelled word stands, from 0.</param>
/// <param name="Label">Its label, from 0.</param>
/// <param name="NeedsRight">Whether a clue stands to its right, so that the left side alone does not tell it.</param>
public sealed record ClueExample(IReadOnlyList<string> Words, int Place, int Label, bool NeedsRight)
{
    /// <summary>One number for each word, as tagging wants it.</summary>
    /// <param name="elsewhere">What stands for the words without a label.</param>
    public IReadOnlyList<int> Labels(int elsewhere) =>
        [.. Words.Select((_, place) => place == Place ? Label : elsewhere)];
}
