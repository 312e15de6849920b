using StudyKit.Text;

namespace StudyKit.Data.PreTraining;

/// <summary>Two sentences as one sequence: [CLS] A [SEP] B [SEP].</summary>
/// <param name="Ids">The tokens.</param>
/// <param name="Segments">0 up to the first [SEP], 1 after it.</param>
/// <param name="Label">0 when B follows A, 1 when B is from elsewhere.</param>
public sealed record SentencePair(int[] Ids, int[] Segments, int Label);

/// <summary>Pairs for next-sentence prediction (Devlin et al., 2019, §3.1, Task 2).</summary>
public static class SentencePairs
{
    /// <summary>
    /// One pair for each sentence that has a next one; half of them get a sentence of another document instead.
    /// </summary>
    /// <param name="documents">Documents as sentences as ids; at least two documents.</param>
    /// <param name="special">Has start ([CLS]) and end ([SEP]).</param>
    /// <param name="longest">
    /// Tokens at most, the three special ones included; the longer sentence is cut at its end, one token at a time.
    /// </param>
    /// <param name="random">Draws.</param>
    public static IEnumerable<SentencePair> Make(
        IReadOnlyList<IReadOnlyList<int[]>> documents, SpecialTokens special, int longest, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(random);
        if (documents.Count < 2)
        {
            throw new ArgumentException(
                $"A sentence from elsewhere needs a second document. Received {documents.Count}.", nameof(documents));
        }

        return Pairs();

        IEnumerable<SentencePair> Pairs()
        {
            for (int document = 0; document < documents.Count; document++)
            {
                for (int i = 0; i + 1 < documents[document].Count; i++)
                {
                    bool other = random.Chance(0.5);
                    int[] second = documents[document][i + 1];
                    if (other)
                    {
                        int elsewhere = random.Next(documents.Count - 1);
                        second = random.Pick(documents[elsewhere < document ? elsewhere : elsewhere + 1]);
                    }

                    yield return Join(documents[document][i], second, special, longest, other ? 1 : 0);
                }
            }
        }
    }

    /// <summary>[CLS] A [SEP] B [SEP], or [CLS] A [SEP] when there is no B.</summary>
    /// <param name="first">A.</param>
    /// <param name="second">B; null for a single sentence.</param>
    /// <param name="special">Has start ([CLS]) and end ([SEP]).</param>
    /// <param name="longest">Tokens at most.</param>
    /// <param name="label">The pair's label.</param>
    public static SentencePair Join(
        IReadOnlyList<int> first, IReadOnlyList<int>? second, SpecialTokens special, int longest, int label = 0)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(special);
        if (special.Start is not int start || special.End is not int end)
        {
            throw new ArgumentException(
                "A BERT sequence needs [CLS] and [SEP]. Received a vocabulary without one of them.", nameof(special));
        }

        int room = longest - (second is null ? 2 : 3);
        if (room < 2)
        {
            throw new ArgumentOutOfRangeException(
                nameof(longest), longest, "A pair with its special tokens needs at least 5 tokens.");
        }

        (int a, int b) = (first.Count, second?.Count ?? 0);
        while (a + b > room)
        {
            if (a > b) a--;
            else b--;
        }

        int[] ids = second is null
            ? [start, .. first.Take(a), end]
            : [start, .. first.Take(a), end, .. second.Take(b), end];
        return new SentencePair(ids, [.. ids.Select((_, i) => i < a + 2 ? 0 : 1)], label);
    }
}
