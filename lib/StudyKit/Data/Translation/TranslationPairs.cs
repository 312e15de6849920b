using StudyKit.Text;
using StudyKit.Text.Bpe;
using StudyKit.Text.Examples;

namespace StudyKit.Data.Translation;

/// <summary>Pairs of sentences as token ids, without start and end tokens.</summary>
public sealed class TranslationPairs
{
    /// <summary>Pairs ids by their place in the two lists.</summary>
    /// <param name="source">The sentences.</param>
    /// <param name="target">Their translations, as many.</param>
    /// <param name="sourceVocabulary">
    /// What the ids of <paramref name="source"/> mean; needs padding and end tokens.
    /// </param>
    /// <param name="targetVocabulary">
    /// What the ids of <paramref name="target"/> mean; needs padding, start and end tokens.
    /// </param>
    public TranslationPairs(
        IReadOnlyList<int[]> source,
        IReadOnlyList<int[]> target,
        Vocabulary sourceVocabulary,
        Vocabulary targetVocabulary)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(sourceVocabulary);
        ArgumentNullException.ThrowIfNull(targetVocabulary);
        if (source.Count != target.Count)
            throw new ArgumentException(
                $"Pairs need as many source as target sentences. Received {source.Count} and {target.Count}.",
                nameof(target));
        if (sourceVocabulary.Special is not { Padding: not null, End: not null }
            || targetVocabulary.Special is not { Padding: not null, Start: not null, End: not null })
            throw new ArgumentException("Translation needs padding and end tokens in both vocabularies and a start " +
                "token in the target's; one is missing.", nameof(sourceVocabulary));
        (Source, Target, SourceVocabulary, TargetVocabulary) = (source, target, sourceVocabulary, targetVocabulary);
    }

    /// <summary>Ids of the sentences.</summary>
    public IReadOnlyList<int[]> Source { get; }

    /// <summary>Ids of their translations.</summary>
    public IReadOnlyList<int[]> Target { get; }

    /// <summary>The vocabulary of <see cref="Source"/>.</summary>
    public Vocabulary SourceVocabulary { get; }

    /// <summary>The vocabulary of <see cref="Target"/>; the same object when it is shared.</summary>
    public Vocabulary TargetVocabulary { get; }

    /// <summary>How many pairs there are.</summary>
    public int Count => Source.Count;

    /// <summary>Encodes parallel text.</summary>
    /// <param name="text">The sentences.</param>
    /// <param name="source">Tokenizer of the source language.</param>
    /// <param name="target">Tokenizer of the target language; the same as <paramref name="source"/> when null.</param>
    public static TranslationPairs Encode(ParallelText text, ITokenizer source, ITokenizer? target = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        target ??= source;
        return new([.. text.Source.Select(source.Encode)], [.. text.Target
            .Select(target.Encode)], source.Vocabulary, target.Vocabulary);
    }

    /// <summary>Encodes parallel text with BPE-dropout, anew for each epoch.</summary>
    /// <param name="text">The sentences.</param>
    /// <param name="tokenizer">Tokenizer of both languages.</param>
    /// <param name="dropout">The chance that a merge is passed over, 0 to 1.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="epoch">The epoch, so that each sees other spellings.</param>
    public static TranslationPairs Encode(
        ParallelText text, BpeTokenizer tokenizer, double dropout, long seed, int epoch)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokenizer);
        SeededRandom random = new(seed, epoch);
        int[] EncodeOne(string sentence) => tokenizer.Encode(sentence, dropout, random);
        return new([.. text.Source.Select(EncodeOne)], [.. text.Target
            .Select(EncodeOne)], tokenizer.Vocabulary, tokenizer.Vocabulary);
    }
}
