namespace StudyKit.Models.Bert;

internal sealed class BertTransform : Module<Tensor, Tensor>
{
    private readonly Linear dense;
    private readonly LayerNorm LayerNorm;

    public BertTransform(BertConfig config)
        : base(nameof(BertTransform))
    {
        dense = Linear(config.Width, config.Width);
        LayerNorm = nn.LayerNorm(config.Width, config.Epsilon);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => LayerNorm.call(functional.gelu(dense.call(x)));
}

internal sealed class BertPredictions : Module<Tensor, Tensor, Tensor>
{
    private readonly Parameter bias;
    private readonly BertTransform transform;

    public BertPredictions(BertConfig config)
        : base(nameof(BertPredictions))
    {
        bias = Parameter(zeros(config.VocabularySize));
        transform = new BertTransform(config);
        RegisterComponents();
    }

    // The token table used backwards; it belongs to the embeddings and is not registered twice.
    public override Tensor forward(Tensor x, Tensor words) => functional.linear(transform.call(x), words, bias);
}

internal sealed class BertPreTrainingHeads : Module
{
    public readonly BertPredictions predictions;
    public readonly Linear seq_relationship;

    public BertPreTrainingHeads(BertConfig config)
        : base(nameof(BertPreTrainingHeads))
    {
        predictions = new BertPredictions(config);
        seq_relationship = Linear(config.Width, 2);
        RegisterComponents();
    }
}
