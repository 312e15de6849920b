using StudyKit.Contracts;
using StudyKit.Models.Bert;
using StudyKit.Models.Gpt;
using StudyKit.Models.Transformer;
using StudyKit.Probes;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Probes;

[Collection(TorchCollection.Name)]
public sealed class AttentionExplorerTests
{
    [Fact]
    public void All_layers_and_heads_of_a_Transformer_have_names_and_the_right_tokens()
    {
        manual_seed(1);
        using TransformerModel model = new(ProbedModel.Config);
        model.train();
        using Tensor source = Ids(4, 3), target = Ids(5, 2);
        ReadSentence sentence = new(["<s>", "x"], () => model.call(source, target)) { Source = ["a", "b", "</s>"] };
        AttentionRecord record = AttentionExplorer.Of(model, [sentence], words: id => $"w{id}").Record;
        Assert.Equal(
            ["Encoder 1", "Encoder 2", "Decoder 1", "Decoder 1 to encoder", "Decoder 2", "Decoder 2 to encoder"],
            record.Layers.Select(layer => layer.Name));
        Assert.Equal((3, 3), record.Size(0, 0));
        Assert.Equal((2, 2), record.Size(0, 2));
        Assert.Equal((2, 3), record.Size(0, 3));
        Assert.Equal([4, 4, 4, 4, 4, 4], record.Vectors!.Widths);

        using AttentionProbe probe = new(model);
        model.eval();
        model.call(source, target).Dispose();
        double[,] exact = probe["decoder.layers.1.multihead_attn"].Head(0, 2), shown = record.Map(0, 0, 5, 2);
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++) Assert.Equal(exact[i, j], shown[i, j], 0.004);
        }

        // Every head silenced once; what changes is a distance of distributions.
        Assert.Equal(18, record.Effects.Count);
        Assert.All(record.Effects, effect => Assert.InRange(effect.Distance, 1e-6, 1));
        Assert.All(record.Effects, effect => Assert.Equal(2, effect.Places));
        Assert.Matches("^[12] (<s>|x)$", record.Effects[0].Where);
        Assert.Matches("^w[0-9]+ [0-9]+%$", record.Effects[0].Before);
    }

    [Fact]
    public void The_vectors_are_those_whose_products_are_the_scores()
    {
        manual_seed(2);
        using GptForLanguageModel model = new(GptConfig.Tiny(31));
        using Tensor ids = Ids(3, 4);
        AttentionRecord record = AttentionExplorer.Of(model, [new(["a", "b", "c", "d"], () => model.call(ids))]).Record;
        AttentionVectors vectors = record.Vectors!;
        int width = vectors.Widths[0];
        double Product(int query, int key)
        {
            double sum = 0;
            for (int c = 0; c < width; c++)
            {
                sum += vectors.Codes.Span[query * width + c] * vectors.Scales[0]
                    * vectors.Codes.Span[(4 + key) * width + c] * vectors.Scales[1];
            }

            return sum / Math.Sqrt(width);
        }

        // The last query sees all four keys: softmax of the scores is its row of the map.
        double[,] map = record.Map(0, 0, 0, 0);
        double[] powers = [.. Enumerable.Range(0, 4).Select(key => Math.Exp(Product(3, key)))];
        for (int key = 0; key < 4; key++) Assert.Equal(map[3, key], powers[key] / powers.Sum(), 0.01);
        Assert.Equal("Layer 1", record.Layers[0].Name);
        Assert.Empty(record.Effects);
    }

    [Fact]
    public void Heads_of_BERT_are_silenced_too_and_come_back()
    {
        manual_seed(3);
        using BertForPreTraining model = new(BertConfig.Tiny(29));
        using Tensor ids = Ids(4, 4);
        model.eval();
        using Tensor before = model.call(ids, null, null);
        AttentionRecord record = AttentionExplorer.Of(model,
            [new(["[CLS]", "a", "[SEP]", "b"], () => model.call(ids, null, null)) { Boundary = 3 }],
            words: id => $"{id}").Record;
        using Tensor after = model.call(ids, null, null);
        Assert.Equal(0, (before - after).abs().max().item<float>());
        Assert.Equal(record.Layers.Sum(layer => layer.Heads), record.Effects.Count);
        Assert.Equal("Encoder 1", record.Layers[0].Name);
        Assert.Equal(3, record.Sentences[0].Boundary);
    }

    [Fact]
    public void Steps_of_a_training_become_times_of_each_sentence()
    {
        manual_seed(4);
        using GptForLanguageModel model = new(GptConfig.Tiny(31));
        using Tensor two = Ids(3, 2), three = Ids(5, 3);
        ReadSentence[] sentences =
            [new(["a", "b"], () => model.call(two)), new(["p", "q", "r"], () => model.call(three))];
        using Tensor first = AttentionExplorer.Weights(model, sentences);
        using (no_grad())
        {
            foreach (Tensor parameter in model.parameters()) parameter.mul_(3);
        }

        using Tensor second = AttentionExplorer.Weights(model, sentences);
        AttentionRecord record = AttentionExplorer.Of(model, sentences, [(0, first), (70, second)]).Record;
        Assert.Equal([0L, 70L], record.Steps);
        int heads = record.Layers.Sum(layer => layer.Heads);
        Assert.Equal(first[2].ToDouble(), record.Map(0, 0, 0, 0)[1, 0], 0.004);
        Assert.Equal(second[2].ToDouble(), record.Map(0, 1, 0, 0)[1, 0], 0.004);
        Assert.Equal(second[4 * heads + 6].ToDouble(), record.Map(1, 1, 0, 0)[2, 0], 0.004);
        Assert.Contains("Received 4", Assert.Throws<ArgumentException>(
            () => AttentionExplorer.Of(model, sentences, [(0, first[..4])])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_sentences_are_refused_before_the_model_reads_them()
    {
        using GptForLanguageModel model = new(GptConfig.Tiny(31));
        using Tensor ids = Ids(3, 3), pair = Ids(1, 6).view(2, 3);
        int read = 0;
        string Refused(ReadSentence sentence) => Assert.Throws<ArgumentException>(
            () => AttentionExplorer.Of(model, [sentence])).Message;
        Tensor Read(Tensor what)
        {
            read++;
            return model.call(what);
        }

        Assert.Contains("Received 10,000 in sentence 1", Refused(
            new([.. Enumerable.Repeat("a", 10_000)], () => Read(ids))), StringComparison.Ordinal);
        Assert.Contains("Received 1 in sentence 1", Refused(new(["a"], () => Read(ids))), StringComparison.Ordinal);
        Assert.Equal(0, read);
        Assert.Contains(
            "Layer 1 compared 3 queries with 3 keys in a batch of 1. Received 2 and 2 tokens",
            Refused(new(["a", "b"], () => Read(ids))), StringComparison.Ordinal);
        Assert.Contains("[2, 3, 31]; read one sentence at a time", Refused(
            new(["a", "b", "c"], () => Read(pair))), StringComparison.Ordinal);
        using (no_grad()) model.parameters().First().fill_(float.NaN);
        Assert.Contains("Received NaN in sentence 1, Layer 1, head 1, query 1, key 1", Refused(
            new(["a", "b", "c"], () => Read(ids))), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_stays_behind()
    {
        using GptForLanguageModel model = new(GptConfig.Tiny(31));
        using Tensor ids = Ids(3, 3);
        model.train();
        AttentionExplorer.Of(model, [new(["a", "b", "c"], () => model.call(ids))], words: id => $"{id}");
        DisposeScopeManager.Statistics.Reset();
        AttentionExplorer.Of(model, [new(["a", "b", "c"], () => model.call(ids))], words: id => $"{id}");
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.True(model.training);
    }

    private static Tensor Ids(int from, int count) => arange(from, from + count, int64).unsqueeze(0);
}
