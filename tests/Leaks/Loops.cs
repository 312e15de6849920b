using StudyKit.Data;
using StudyKit.Generation;
using StudyKit.Models.Baselines.Convolutional;
using StudyKit.Models.Baselines.Recurrent;
using StudyKit.Models.Baselines.Sequence;
using StudyKit.Models.Bert;
using StudyKit.Models.Gpt;
using StudyKit.Models.Gpt2;
using StudyKit.Models.Heads;
using StudyKit.Models.Lccc;
using StudyKit.Models.ResNet;
using StudyKit.Models.Transformer;
using StudyKit.Nn.Normalization;
using StudyKit.Probes;
using StudyKit.Tasks;
using StudyKit.Training;
using StudyKit.Training.Averaging;
using StudyKit.Training.Optimization;
using StudyKit.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Leaks;

/// <summary>Every kind of training step, every generator, every probe, on models as small as they come.</summary>
internal static class Loops
{
    /// <summary>A round of a training is so many steps; of anything else it is one.</summary>
    public const int StepsARound = 10;

    private const int Words = 23;

    public static IReadOnlyList<Loop> All { get; } =
    [
        new("train transformer", own =>
        {
            TransformerModel model = Own(own, new TransformerModel(TransformerConfig.Tiny(Words)));
            return Training(own, model, () => Loss(model.call(Ids(4, 7), Ids(4, 5)), Ids(4, 5)));
        }),
        new("train bert", own =>
        {
            BertForPreTraining model = Own(own, new BertForPreTraining(BertConfig.Tiny(Words)));
            return Training(own, model, () =>
                model.Losses(Ids(4, 7), null, null, Ids(4, 7), Ids(4, 1).squeeze(1).remainder(2)).Loss);
        }),
        new("train resnet", own =>
        {
            ResNetModel model = Own(own, new ResNetModel(ResNetConfig.Cifar(8, width: 4)));
            return Training(own, model, () => Loss(model.call(randn(4, 3, 8, 8)), Ids(4, 1).squeeze(1).remainder(10)));
        }),
        new("train gru and convolutions", own =>
        {
            BaselineConfig config = new() { VocabularySize = Words, Width = 8, Layers = 1 };
            Seq2SeqGru first = Own(own, new Seq2SeqGru(config));
            ConvS2S second = Own(own, new ConvS2S(config));
            Action one = Training(own, first, () => Loss(first.Logits(first.Hidden(Ids(4, 7), Ids(4, 5))), Ids(4, 5)));
            Action two = Training(
                own, second, () => Loss(second.Logits(second.Hidden(Ids(4, 7), Ids(4, 5))), Ids(4, 5)));
            return one + two;
        }),
        new("train gpt", own =>
        {
            GptForLanguageModel model = Own(own, new GptForLanguageModel(GptConfig.Tiny(Words)));
            return Training(own, model, () => model.Loss(Ids(4, 9)));
        }),
        new("train gpt for a task", own =>
        {
            GptForTask model = Own(own, new GptForTask(GptConfig.Tiny(Words), TaskHead.Choice));
            return Training(own, model, () => model.Losses(
                Ids(2, 14).reshape(2, 2, 7), full([2, 2], 6, dtype: ScalarType.Int64),
                zeros(2, dtype: ScalarType.Int64)).Loss);
        }),
        new("train gpt-2", own =>
        {
            Gpt2ForLanguageModel model = Own(own, new Gpt2ForLanguageModel(Gpt2Config.Tiny(Words)));
            return Training(own, model, () => model.Loss(Ids(4, 9)));
        }),
        new("train dialogues", own =>
        {
            DialogueGpt model = Own(own, new DialogueGpt(GptConfig.Tiny(Words)));
            return Training(own, model, () => model.Loss(Ids(4, 9), Ids(4, 9).remainder(2), Ids(4, 9)));
        }),
        new("greedy and beam search", own =>
        {
            TransformerModel model = Own(own, new TransformerModel(TransformerConfig.Tiny(Words)));
            model.eval();
            return () =>
            {
                using Tensor source = Ids(3, 6);
                using (IDecodingState one = model.StartDecoding(source)) GreedySearch.Generate(one, 1, 2, 6);
                using (IDecodingState two = model.StartDecoding(source)) BeamSearch.Generate(two, 1, 2, 6, 3);
            };
        }),
        new("sampling", own =>
        {
            Gpt2ForLanguageModel model = Own(own, new Gpt2ForLanguageModel(Gpt2Config.Tiny(Words)));
            model.eval();
            return () =>
            {
                SamplingOptions nucleus = new() { TopP = 0.9 };
                using (IDecodingState cached = model.StartDecoding(2))
                {
                    Sampling.Generate(cached, [[1, 2], [3, 4]], 6, nucleus);
                }

                using WindowedDecoding windowed = new(model.call, 2, window: 4);
                Sampling.Generate(windowed, [[1, 2], [3, 4]], 6, new SamplingOptions { TopK = 5 });
            };
        }),
        new("attention and normalization probes", own =>
        {
            TransformerModel model = Own(
                own, new TransformerModel(TransformerConfig.Tiny(Words) with { Norm = NormKind.Batch }));
            model.eval();
            return () =>
            {
                using Tensor source = Ids(2, 6);
                using AttentionProbe maps = new(model);
                using NormalizationProbe statistics = new(model, "encoder.layers.0.norm1");
                using (no_grad()) model.call(source, source).Dispose();
                maps[maps.Names.First()].Head(0, 0);
            };
        }),
        new("response and branch probes", own =>
        {
            ResNetModel model = Own(own, new ResNetModel(ResNetConfig.Cifar(8, width: 4)));
            model.eval();
            return () =>
            {
                using Tensor images = randn(2, 3, 8, 8);
                using LayerResponseProbe responses = new(model);
                using BranchProbe branches = new(
                    model.Blocks.Select(one => (one.Name, (nn.Module<Tensor, Tensor>)one.Block)), "bn2");
                using (no_grad()) model.call(images).Dispose();
            };
        }),
        new("gradient flow and path length", own =>
        {
            Gpt2ForLanguageModel model = Own(own, new Gpt2ForLanguageModel(Gpt2Config.Tiny(Words)));
            return () =>
            {
                using (NewDisposeScope())
                {
                    model.Loss(Ids(2, 7)).backward();
                    GradientFlow.Measure(model);
                    foreach (TorchSharp.Modules.Parameter parameter in model.parameters()) parameter.grad?.zero_();
                }

                PathLength.Shortest((layer, x) => x.cumsum(1), 3, 4, 2);
            };
        }),
        new("induction, leak and head removal", own =>
        {
            Gpt2ForLanguageModel model = Own(own, new Gpt2ForLanguageModel(Gpt2Config.Tiny(Words)));
            model.eval();
            return () =>
            {
                InductionProbe.Run(model, ids => model.call(ids).Dispose(), Words, period: 5, rows: 2);
                using (no_grad()) LeakProbe.Measure(ids => model.call(ids), [1, 2, 3], 5);
                using (HeadRemoval removal = new(model, [(Attention(model), 0)]))
                using (no_grad())
                using (Tensor ids = Ids(2, 6))
                {
                    model.call(ids).Dispose();
                }
            };
        }),
    ];

    private static T Own<T>(ICollection<IDisposable> own, T made)
        where T : IDisposable
    {
        own.Add(made);
        return made;
    }

    private static string Attention(nn.Module model)
    {
        using AttentionProbe probe = new(model);
        using Tensor ids = Ids(1, 3);
        using (no_grad()) ((Gpt2ForLanguageModel)model).call(ids).Dispose();
        return probe.Names.First();
    }

    // From 1: 0 is padding.
    private static Tensor Ids(int rows, int length) => randint(1, Words, [rows, length], dtype: ScalarType.Int64);

    private static Tensor Loss(Tensor logits, Tensor labels) =>
        nn.functional.cross_entropy(logits.reshape(-1, logits.shape[^1]), labels.reshape(-1));

    /// <summary>Ten steps of a real trainer: averaging, clipping, a log line and an evaluation among them.</summary>
    private static Action Training(ICollection<IDisposable> own, nn.Module model, Func<Tensor> loss)
    {
        Trainer<Nothing> trainer =
            Own(own, new Trainer<Nothing>(model, new Endless(), _ => (loss(), 1), new TrainingOptions
            {
                Steps = long.MaxValue / 2,
                Schedule = LearningRates.Constant(1e-4),
                Optimizer = new AdamOptions(),
                Average = AverageOptions.Exponential(0.9),
                ClipNorm = 1,
                LogEvery = 5,
                EvaluateEvery = 10,
            })
            {
                Evaluate = () =>
                {
                    using DisposeScope scope = NewDisposeScope();
                    Tensor value = loss();
                    return new Dictionary<string, double> { ["loss"] = value.item<float>() };
                },
            });
        CancellationTokenSource? stop = null;
        trainer.StepEnded += end =>
        {
            if (end.Step % StepsARound == 0) stop!.Cancel();
        };
        return () =>
        {
            using (stop = new CancellationTokenSource()) trainer.Run(stop.Token);
        };
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }

    private sealed class Endless : IBatchSource<Nothing>
    {
        public int BatchCount(int epoch) => int.MaxValue;

        public IEnumerable<Nothing> Batches(int epoch, int start = 0)
        {
            while (true) yield return new Nothing();
        }
    }
}
