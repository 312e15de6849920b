using StudyKit.Tasks;
using StudyKit.Text;
using StudyKit.Text.WordPiece;

namespace StudyKit.Data.PreTraining;

/// <summary>A sequence with hidden tokens.</summary>
/// <param name="Ids">What the model reads.</param>
/// <param name="Labels">
/// The token that stood there where one was chosen, <see cref="Targets.Ignored"/> elsewhere.
/// </param>
public sealed record MaskedRow(int[] Ids, int[] Labels);

/// <summary>The masked language model's cloze (Devlin et al., 2019, §3.1, Task 1).</summary>
public static class Masking
{
    /// <summary>
    /// Chooses round(share × tokens) of the tokens that are not special, at least one, and hides them. A word that
    /// would exceed the number is passed over, so whole words choose no more than pieces do; where all words are longer
    /// than that, the shortest is chosen.
    /// </summary>
    /// <param name="ids">The sequence with [CLS] and [SEP].</param>
    /// <param name="tokenizer">Knows special tokens and continuations.</param>
    /// <param name="random">Draws.</param>
    /// <param name="options">The paper's when null.</param>
    /// <exception cref="ArgumentException">
    /// A share is no share, or the vocabulary has special tokens only, so that there is no random one.
    /// </exception>
    public static MaskedRow Hide(
        IReadOnlyList<int> ids, WordPieceTokenizer tokenizer, SeededRandom random, MaskingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(random);
        options ??= new MaskingOptions();
        options.Validate();
        int[] special = Special(tokenizer), hidden = [.. ids];
        int[] labels = [.. Enumerable.Repeat(Targets.Ignored, ids.Count)];
        List<List<int>> groups = Groups(ids, tokenizer, special, options.WholeWords);
        int tokens = groups.Sum(group => group.Count), left = Math.Max(1, (int)Math.Round(tokens * options.Share));
        List<int>[] order = [.. groups];
        random.Shuffle(order.AsSpan());
        if (groups.Count > 0 && groups.Min(group => group.Count) is int shortest && shortest > left) left = shortest;
        foreach (List<int> group in order)
        {
            if (left == 0) break;
            if (group.Count > left) continue;
            left -= group.Count;
            foreach (int place in group)
            {
                labels[place] = ids[place];
                double draw = random.NextDouble();
                if (draw < options.Masked) hidden[place] = tokenizer.Vocabulary.Special.Mask!.Value;
                else if (draw < options.Masked + options.Random) hidden[place] = AnyToken(tokenizer, special, random);
            }
        }

        return new MaskedRow(hidden, labels);
    }

    private static int[] Special(
        WordPieceTokenizer tokenizer) => [.. WordPieceTokenizer.SpecialNames.Select(tokenizer.Vocabulary.IdOf)];

    private static List<List<int>> Groups(
        IReadOnlyList<int> ids, WordPieceTokenizer tokenizer, int[] special, bool wholeWords)
    {
        List<List<int>> groups = [];
        for (int i = 0; i < ids.Count; i++)
        {
            if (special.Contains(ids[i]) && ids[i] != tokenizer.Vocabulary.Special.Unknown) continue;
            bool joins = wholeWords && tokenizer.Continues(ids[i]) && groups.Count > 0 && groups[^1][^1] == i - 1;
            if (joins) groups[^1].Add(i);
            else groups.Add([i]);
        }

        return groups;
    }

    private static int AnyToken(WordPieceTokenizer tokenizer, int[] special, SeededRandom random)
    {
        if (tokenizer.Vocabulary.Count <= special.Length)
        {
            throw new ArgumentException($"A random token needs a vocabulary with more than the {special.Length} " +
                $"special ones. Received {tokenizer.Vocabulary.Count} tokens.", nameof(tokenizer));
        }
        while (true)
        {
            int id = random.Next(tokenizer.Vocabulary.Count);
            if (!special.Contains(id)) return id;
        }
    }
}
