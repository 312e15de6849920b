namespace StudyKit.Evaluation;

/// <summary>
/// F1 of phrases, as CoNLL-2003 scores named entities: a phrase counts when its first word, its last word and its kind
/// are right. Labels are 0 for none, 2k + 1 for the first word of a phrase of kind k, and 2k + 2 for its other words.
/// </summary>
public sealed class PhraseScore
{
    private int _right, _found, _expected;

    /// <summary>2PR / (P + R), from 0 to 1; 0 when no phrase was right.</summary>
    public double F1 => _right == 0 ? 0 : 2.0 * _right / (_found + _expected);

    /// <summary>Counts one sentence.</summary>
    /// <param name="predicted">A label for each word.</param>
    /// <param name="expected">As many.</param>
    /// <exception cref="ArgumentException">Not equally many.</exception>
    public void Add(IReadOnlyList<int> predicted, IReadOnlyList<int> expected)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(expected);
        if (predicted.Count != expected.Count)
        {
            throw new ArgumentException(
                $"Every word needs a predicted and an expected label. Received {predicted.Count} and {expected.Count}.",
                nameof(predicted));
        }

        HashSet<(int First, int Last, int Kind)> found = [.. Phrases(predicted)], wanted = [.. Phrases(expected)];
        _found += found.Count;
        _expected += wanted.Count;
        _right += found.Count(wanted.Contains);
    }

    // As conlleval: a word that goes on with a phrase of another kind, or with none, begins one.
    private static IEnumerable<(int First, int Last, int Kind)> Phrases(IReadOnlyList<int> labels)
    {
        int first = -1, kind = -1;
        for (int i = 0; i <= labels.Count; i++)
        {
            int here = i == labels.Count || labels[i] == 0 ? -1 : (labels[i] - 1) / 2;
            bool begins = here >= 0 && (labels[i] % 2 == 1 || here != kind);
            if (kind >= 0 && (here < 0 || begins)) yield return (first, i - 1, kind);
            if (begins) first = i;
            kind = here;
        }
    }
}
