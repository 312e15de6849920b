using StudyKit.Data.Dialogues;
using StudyKit.Generation;
using StudyKit.Models.Gpt;
using StudyKit.Models.Lccc;
using StudyKit.Tasks;
using StudyKit.Tests.Support;
using StudyKit.Training;
using StudyKit.Training.Optimization;
using StudyKit.Training.Schedules;
using StudyKit.World;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Models.Lccc;

[Collection(TorchCollection.Name)]
public sealed class DialogueGptTests
{
    private static readonly GptConfig s_tiny = GptConfig.Tiny(30) with
    {
        Width =
        16,
        Layers = 2,
        Heads = 2,
        Dropout = 0,
        EmbeddingDropout = 0,
        AttentionDropout = 0
    };

    [Fact]
    public void The_published_model_has_95500032_parameters()
    {
        using DialogueGpt model = MetaDevice.Build(() => new DialogueGpt(DialogueGpt.Base));
        Assert.Equal(95_500_032, model.parameters().Sum(parameter => parameter.numel()));
        Assert.Contains("transformer.h.11.attn.c_attn.weight", model.state_dict().Keys);
    }

    [Fact]
    public void A_published_folder_is_read()
    {
        string folder = Directory.CreateTempSubdirectory("cdial-gpt-").FullName;
        try
        {
            random.manual_seed(4);
            using DialogueGpt saved = new(s_tiny);
            File.WriteAllText(Path.Combine(folder, "config.json"), System.Text.Json.JsonSerializer.Serialize(s_tiny));
            // As transformers saves it: the tied head beside the table.
            Dictionary<string, Tensor> file = saved.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value);
            file["lm_head.weight"] = file["transformer.tokens_embed.weight"];
            StudyKit.Checkpoints.SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), file);
            using DialogueGpt loaded = DialogueGptWeights.Load(folder);
            using Tensor ids = tensor(new long[] { 0, 4, 6, 7 }).unsqueeze(0),
                who = tensor(new long[] { 0, 4, 4, 4 }).unsqueeze(0);
            saved.eval();
            loaded.eval();
            Near.Check(saved.call(ids, who), loaded.call(ids, who), 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_speaker_embedding_is_the_word_tables_row()
    {
        random.manual_seed(1);
        using DialogueGpt model = new(s_tiny);
        model.eval();
        using var mode = no_grad();
        using Tensor ids = tensor(new long[] { 0, 4, 6, 7 }).unsqueeze(0), first = tensor(new long[] { 0, 4, 4, 4 })
            .unsqueeze(0), second = tensor(new long[] { 0, 5, 5, 5 }).unsqueeze(0);
        using Tensor before = model.call(ids, first), other = model.call(ids, second);
        Assert.True((before - other).abs().max().item<float>() > 1e-4);
        // With equal rows the speakers are the same.
        TorchSharp.Modules.Parameter words = model.parameters().First();
        words[5] = words[4];
        using Tensor a = model.call(ids, first), b = model.call(ids, second);
        Near.Check(a, b, 1e-6);
    }

    [Fact]
    public void The_loss_is_the_mean_over_the_reply()
    {
        random.manual_seed(2);
        using DialogueGpt model = new(s_tiny with { VocabularySize = Vocabulary().Count });
        using DialogueBatch batch = Source(8).Batches(0).First();
        using var mode = no_grad();
        using Tensor logits = model.call(batch.Ids, batch.Speakers);
        using Tensor expected = nn.functional.cross_entropy(
            logits.flatten(0, 1), batch.Targets.flatten(), ignore_index: Targets.Ignored);
        using Tensor loss = model.Loss(batch.Ids, batch.Speakers, batch.Targets);
        Near.Check(expected, loss, 1e-5);
        using Tensor likelihood = model.LogLikelihood(batch.Ids, batch.Speakers, batch.Targets),
            all = likelihood.sum() / -batch.TargetTokens;
        Assert.Equal([8], likelihood.shape);
        Near.Check(expected, all, 1e-5);
        using Tensor third = model.LogLikelihood(
            batch.Ids[2].unsqueeze(0), batch.Speakers[2].unsqueeze(0), batch.Targets[2].unsqueeze(0));
        Near.Check(third, likelihood[2].unsqueeze(0), 1e-4);
        Assert.Equal(batch.TargetTokens, batch.Targets.ge(0).sum().item<long>());
    }

    [Fact]
    public void Sixty_four_micro_batches_are_one_large_batch()
    {
        float[] small = Step(1, 64), large = Step(64, 1);
        for (int i = 0; i < small.Length; i++) Assert.Equal(large[i], small[i], 4);
    }

    [Fact]
    public void It_learns_to_answer_the_small_world_and_decodes_what_it_scores()
    {
        random.manual_seed(3);
        DialogueVocabulary vocabulary = Vocabulary();
        using DialogueGpt model = new(s_tiny with { VocabularySize = vocabulary.Count, Width = 32 });
        using Trainer<DialogueBatch> trainer = new(
            model,
            Source(16, vocabulary),
            batch => (model.Loss(batch.Ids, batch.Speakers, batch.Targets), batch.TargetTokens),
            new() { Steps = 60, Schedule = LearningRates.Constant(5e-3) });
        var log = trainer.Run().Log;
        Assert.True(log.Steps[^1].Loss < log.Steps[0].Loss / 2, $"{log.Steps[0].Loss} to {log.Steps[^1].Loss}");
        model.eval();
        var (ids, speakers, next) = new DialogueInputs(vocabulary, 64).Prompt(["你昨天去哪里了？"]);
        using Tensor prompt = tensor([.. ids.Select(id => (long)id)]).unsqueeze(0),
            who = tensor([.. speakers.Select(id => (long)id)]).unsqueeze(0);
        using IDecodingState state = model.StartDecoding(prompt, who, next);
        int[] reply = GreedySearch.Generate(state, next, vocabulary.Sep, 20)[0];
        Assert.NotEmpty(reply);
        using var mode = no_grad();
        using Tensor whole = model.call(
            tensor([.. ids.Select(id => (long)id), next]).unsqueeze(0),
            tensor([.. speakers.Select(id => (long)id), next]).unsqueeze(0));
        Assert.Equal(reply[0], whole[0, -1].argmax().item<long>());
    }

    private static float[] Step(int batchSize, int accumulation)
    {
        random.manual_seed(4);
        using DialogueGpt model = new(s_tiny with { VocabularySize = Vocabulary().Count });
        using Trainer<DialogueBatch> trainer = new(model, Source(batchSize, rows: 64), batch =>
            (model.Loss(batch.Ids, batch.Speakers, batch.Targets), batch.TargetTokens), new()
            {
                Steps = 1,
                Schedule = LearningRates.Constant(0.1),
                Optimizer = new SgdOptions(),
                Accumulation = accumulation,
            });
        trainer.Run();
        return [.. model.parameters().SelectMany(parameter => parameter.data<float>().ToArray())];
    }

    private static DialogueVocabulary Vocabulary() => DialogueVocabulary.Learn(WorldTalk.Take(1, 100));

    private static DialogueBatches Source(int batchSize, DialogueVocabulary? vocabulary = null, int rows = 64)
    {
        vocabulary ??= Vocabulary();
        DialogueInputs inputs = new(vocabulary, 64);
        return new DialogueBatches(
            [.. WorldTalk.Take(1, 100).SelectMany(dialogue => inputs.Rows(dialogue)).Take(rows)],
            vocabulary.Padding,
            batchSize);
    }
}
