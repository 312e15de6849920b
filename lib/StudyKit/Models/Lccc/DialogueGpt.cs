using StudyKit.Generation;
using StudyKit.Models.Gpt;
using StudyKit.Nn.Losses;
using StudyKit.Runtime;

namespace StudyKit.Models.Lccc;

/// <summary>
/// CDial-GPT (Wang et al., 2020, §4.1): the original GPT over word + speaker + position embeddings. Names are those of
/// the published weights; the head is the word table, and the speaker embedding is its row of [speaker1] or [speaker2].
/// </summary>
public sealed class DialogueGpt : Module<Tensor, Tensor, Tensor>
{
    private readonly GptModel transformer;
    private readonly bool _speakers;

    /// <summary>Builds the model.</summary>
    /// <param name="config">Sizes; <see cref="Base"/> for the published one.</param>
    /// <param name="speakers">False leaves the speaker embedding out, for comparison.</param>
    public DialogueGpt(GptConfig config, bool speakers = true)
        : base(nameof(DialogueGpt))
    {
        transformer = new GptModel(config);
        _speakers = speakers;
        RegisterComponents();
    }

    /// <summary>
    /// The published sizes: 12 layers, 12 heads, 768 wide, 513 places, 13,088 tokens; 95,500,032 parameters.
    /// </summary>
    public static GptConfig Base { get; } = new() { VocabularySize = 13088, Positions = 513 };

    /// <summary>What it was built from.</summary>
    public GptConfig Config => transformer.Config;

    /// <summary>Scores of the next token at every place.</summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <param name="speakers">[B, T] int64, the speaker token of each token.</param>
    /// <returns>[B, T, V].</returns>
    public override Tensor forward(Tensor ids, Tensor speakers)
    {
        using DisposeScope scope = NewDisposeScope();
        return functional.linear(Hidden(ids, speakers), transformer.Words).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// −log P of the response given the history, a mean over its tokens, in nats. The head is computed at those places
    /// only.
    /// </summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <param name="speakers">[B, T] int64.</param>
    /// <param name="targets">[B, T] int64, −100 where nothing is to be predicted.</param>
    public Tensor Loss(Tensor ids, Tensor speakers, Tensor targets)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        var (B, T) = ids.shape;
        Shapes.Check(targets, nameof(targets), [("B", B), ("T", T)]);
        using DisposeScope scope = NewDisposeScope();
        Tensor flat = targets.flatten();
        Tensor counted = flat.ge(0).nonzero().squeeze(1);
        Tensor hidden = Hidden(ids, speakers).flatten(0, 1).index_select(0, counted);
        return CrossEntropy.Mean(functional.linear(hidden, transformer.Words), flat.index_select(0, counted))
            .MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log P of each response given its history, a sum over its tokens, in nats: how well the response fits, in the
    /// eyes of the model.
    /// </summary>
    /// <param name="ids">[B, T] int64.</param>
    /// <param name="speakers">[B, T] int64.</param>
    /// <param name="targets">[B, T] int64, −100 where nothing is to be predicted.</param>
    /// <returns>[B].</returns>
    public Tensor LogLikelihood(Tensor ids, Tensor speakers, Tensor targets)
    {
        Shapes.Check(ids, nameof(ids), ["B", "T"]);
        var (B, T) = ids.shape;
        Shapes.Check(targets, nameof(targets), [("B", B), ("T", T)]);
        using DisposeScope scope = NewDisposeScope();
        Tensor flat = targets.flatten();
        Tensor counted = flat.ge(0).nonzero().squeeze(1);
        Tensor hidden = Hidden(ids, speakers).flatten(0, 1).index_select(0, counted);
        Tensor scores = functional.linear(hidden, transformer.Words), right = flat.index_select(0, counted);
        Tensor each = -CrossEntropy.Each(scores, right);
        Tensor rows = counted.floor_divide(T); // the row of each token
        Tensor sums = zeros(B, dtype: each.dtype, device: each.device);
        return sums.index_add(0, rows, each, 1).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Begins replies to histories of equal length. The first token to give is the replying speaker's.
    /// </summary>
    /// <param name="ids">[R, T] int64, the histories from [CLS] on.</param>
    /// <param name="speakers">[R, T] int64, their speakers; both must live as long as the decoder.</param>
    /// <param name="replying">The speaker token of the replies.</param>
    public IDecodingState StartDecoding(Tensor ids, Tensor speakers, int replying)
    {
        Shapes.Check(ids, nameof(ids), ["R", "T"]);
        if (training)
        {
            throw new InvalidOperationException("The model is in training mode, where dropout falsifies what it " +
                "writes. Call eval() first, and train() afterwards.");
        }

        var (R, history) = ids.shape;
        int room = (int)Math.Max(0, Config.Positions - history);
        return new CausalDecoding((int)R, Config.Layers, room, (tokens, written, past) =>
        {
            Tensor who = full_like(tokens, replying);
            // The histories go in with the first tokens, and are remembered from then on.
            Tensor read = written == 0
                ? cat([ids, tokens], 1)
                : tokens, said = written == 0 ? cat([speakers, who], 1) : who;
            return functional.linear(
                transformer.Continue(read, written == 0 ? 0 : history + written, past, _speakers ? said : null)
                    .select(1, -1),
                transformer.Words);
        });
    }

    private Tensor Hidden(Tensor ids, Tensor speakers) =>
        transformer.Continue(ids, 0, null, _speakers ? speakers : null);
}
