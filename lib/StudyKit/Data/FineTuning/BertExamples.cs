using StudyKit.Data.Formats;
using StudyKit.Data.PreTraining;
using StudyKit.Tasks;
using StudyKit.Text.Examples;
using StudyKit.Text.WordPiece;

namespace StudyKit.Data.FineTuning;

/// <summary>Examples of the tasks' files as BERT reads them (Devlin et al., 2019, Figure 4).</summary>
public static class BertExamples
{
    /// <summary>Single sentences, and pairs as A and B.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="tokenizer">Cuts the texts.</param>
    /// <param name="longest">Tokens of a sequence at most; the longer text is cut at its end.</param>
    public static IReadOnlyList<BertExample> Encode(
        IEnumerable<LabelledText> examples, WordPieceTokenizer tokenizer, int longest)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(tokenizer);
        return ExampleNumbers.Encode(
            examples,
            example => new BertExample([Join(example.First, example.Second, tokenizer, longest)], [example.Label]));
    }

    /// <summary>Multiple choice: the premise as A, each choice in turn as B (§4.4).</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="tokenizer">Cuts the texts.</param>
    /// <param name="longest">Tokens of a sequence at most.</param>
    public static IReadOnlyList<BertExample> Encode(
        IEnumerable<ChoiceExample> examples, WordPieceTokenizer tokenizer, int longest)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(tokenizer);
        return ExampleNumbers.Encode(examples, example => new BertExample(
            [.. example.Choices.Select(choice => Join(example.Premise, choice, tokenizer, longest))], [example.Label]));
    }

    /// <summary>Tagging: a word's first piece carries its label, its other pieces none (§5.3).</summary>
    /// <param name="words">The words of one sentence.</param>
    /// <param name="labels">One for each word.</param>
    /// <param name="tokenizer">Cuts the words.</param>
    /// <param name="longest">Tokens of the sequence at most.</param>
    /// <exception cref="ArgumentException">
    /// Not as many labels as words, or a sentence that is too long: cutting it would lose labels.
    /// </exception>
    public static BertExample Tagged(
        IReadOnlyList<string> words, IReadOnlyList<int> labels, WordPieceTokenizer tokenizer, int longest)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(tokenizer);
        if (words.Count != labels.Count)
        {
            throw new ArgumentException(
                $"Every word needs one label. Received {words.Count} words and {labels.Count} labels.", nameof(labels));
        }

        List<int> ids = [], tags = [Targets.Ignored];
        foreach ((string word, int label) in words.Zip(labels))
        {
            int[] pieces = tokenizer.Encode(word);
            ids.AddRange(pieces);
            tags.AddRange(pieces.Select((_, piece) => piece == 0 ? label : Targets.Ignored));
        }

        tags.Add(Targets.Ignored);
        if (tags.Count > longest)
        {
            throw new ArgumentException($"A tagged sentence must fit {longest} tokens with [CLS] and [SEP], or " +
                $"labels would be lost. Received {tags.Count}; split the sentence.", nameof(words));
        }

        return new BertExample([SentencePairs.Join(ids, null, tokenizer.Vocabulary.Special, longest)], tags);
    }

    private static SentencePair Join(string first, string? second, WordPieceTokenizer tokenizer, int longest) =>
        SentencePairs.Join(tokenizer.Encode(first), second is null
            ? null
            : tokenizer.Encode(second), tokenizer.Vocabulary.Special, longest);
}
