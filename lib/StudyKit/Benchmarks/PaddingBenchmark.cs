using StudyKit.Data;
using StudyKit.Data.Dialogues;
using StudyKit.Data.FineTuning;
using StudyKit.Data.Formats;
using StudyKit.Data.PreTraining;
using StudyKit.Data.Sets;
using StudyKit.Tasks;
using StudyKit.Text;
using StudyKit.Text.Examples;
using StudyKit.Text.WordPiece;

namespace StudyKit.Benchmarks;

/// <summary>
/// Which share of the places in a batch hold no token, for each source whose rows are of unequal length.
/// </summary>
internal sealed class PaddingBenchmark : IBenchmark
{
    private const int Rows = 4000;

    public string Name => "padding";

    public string Question => "What share of a batch is padding, over an epoch of the real data?";

    public bool OnRequest => true;

    public BenchmarkResult Run(int rounds)
    {
        Dictionary<string, double> shares = Shares(DataRoot.Find());
        return new BenchmarkResult(Name, Question, shares.Values.Max(), shares.Values.Min(), shares.Values.Max(),
            "of the places, the worst source", null, 0.15, shares);
    }

    /// <summary>The shares, by source and data.</summary>
    /// <param name="root">
    /// Has GLUE's files, WikiText-2, CDial-GPT's toy data, and BERT's and CDial-GPT's vocabularies.
    /// </param>
    internal static Dictionary<string, double> Shares(DataRoot root)
    {
        WordPieceTokenizer words = WordPieceTokenizer.Load(root.Require("vocab/bert-base-uncased/vocab.txt"));
        IReadOnlyList<LabelledText> pairs = Glue.Mrpc(root.Require("glue/MRPC/msr_paraphrase_train.txt")),
            sentences = [.. Glue.Sst2(root.Require("glue/SST-2/train.tsv")).Take(Rows)];
        using GptBatchSource gpt = Gpt(sentences, words);
        return new Dictionary<string, double>
        {
            ["BERT, MRPC"] = Share(Bert(pairs, words), batch => batch.Real),
            ["BERT, SST-2"] = Share(Bert(sentences, words), batch => batch.Real),
            ["GPT, SST-2"] = Share(gpt, batch => batch.Ids.ne(words.Vocabulary.Special.Padding!.Value)),
            ["cloze, WikiText-2"] = Share(Cloze(root, words), batch => batch.Real),
            ["dialogues, CDial-GPT"] = Share(Dialogues(root, out int filler), batch => batch.Ids.ne(filler)),
        };
    }

    private static double Share<TBatch>(IBatchSource<TBatch> source, Func<TBatch, Tensor> isToken)
        where TBatch : IDisposable
    {
        (double tokens, double places) = (0, 0);
        foreach (TBatch batch in source.Batches(0))
        {
            using (batch)
            using (NewDisposeScope())
            {
                Tensor real = isToken(batch);
                tokens += real.sum().item<long>();
                places += real.numel();
            }
        }

        return 1 - tokens / places;
    }

    private static BertBatchSource Bert(IEnumerable<LabelledText> examples, WordPieceTokenizer words) =>
        new(BertExamples.Encode(examples, words, 128), new BertBatchOptions
        {
            Head = TaskHead.Sentence(),
            Positions = 128,
            Padding = words.Vocabulary.Special.Padding!.Value,
        });

    private static GptBatchSource Gpt(IEnumerable<LabelledText> examples, WordPieceTokenizer words)
    {
        SpecialTokens special = words.Vocabulary.Special;
        GptInputs inputs = new(special.Start!.Value, special.Mask!.Value, special.End!.Value, 128);
        return new GptBatchSource(
            [.. examples.Select(one => new GptExample(inputs.Classification(words.Encode(one.First)), one.Label))],
            new GptBatchOptions
            {
                Head = TaskHead.Sentence(),
                Positions = 128,
                Padding = special.Padding!.Value,
            });
    }

    private static ClozeBatchSource Cloze(DataRoot root, WordPieceTokenizer words) => new(
        [.. WikiText.Load(root, "valid").Select(paragraph => paragraph
            .Split(" . ", StringSplitOptions.RemoveEmptyEntries)
            .Select(sentence => words.Encode(sentence)).Where(ids => ids.Length > 3).ToArray())
            .Where(document => document.Length > 1)],
        words);

    private static DialogueBatches Dialogues(DataRoot root, out int padding)
    {
        DialogueVocabulary vocabulary = DialogueVocabulary.Load(root.Require("vocab/cdial-gpt/vocab.txt"));
        DialogueInputs inputs = new(vocabulary, 128);
        padding = vocabulary.Padding;
        return new DialogueBatches(
            [.. DialogueFiles.Cdial(root.Require("cdial-gpt/toy_data.json"), "train")
                .SelectMany(one => inputs.Rows(one))],
            padding,
            batchSize: 16);
    }
}
