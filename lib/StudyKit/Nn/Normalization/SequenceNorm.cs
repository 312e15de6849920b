namespace StudyKit.Nn.Normalization;

/// <summary>
/// Brings the components of vectors to mean 0 and variance 1, then scales and shifts them by learned numbers. The two
/// kinds differ only in what the mean is taken over; they are called alike, so that one model can be trained with
/// either.
/// </summary>
/// <remarks>
/// <para>The norms of the kit; γ and β have one number for each component C everywhere:</para>
/// <code>
///                              x                mean and variance over       who has it
/// SequenceLayerNorm            [B, T, C]        C, for each token            Transformer
/// SequenceBatchNorm            [B, T, C]        B and T, tokens only         Transformer with NormKind.Batch
/// ImageBatchNorm               [B, C, H, W]     B, H and W                   ResNet
/// LayerNorm (TorchSharp's)     […, C]           C, for each vector           BERT, GPT, GPT-2
/// </code>
/// <para>BERT and the GPTs know no other norm than LayerNorm, so they take libtorch's as it is: nothing is to be
/// exchanged there, and no mask is needed. The Transformer's norms are told which positions are tokens, because
/// BatchNorm must not count padding.</para>
/// </remarks>
public abstract class SequenceNorm : Module<Tensor, Tensor?, Tensor>
{
    private protected SequenceNorm(string name)
        : base(name)
    {
    }

    /// <summary>The norm of this kind; null for <see cref="NormKind.None"/>.</summary>
    /// <param name="kind">What is averaged over.</param>
    /// <param name="width">C.</param>
    public static SequenceNorm? Create(NormKind kind, int width) => kind switch
    {
        NormKind.Layer => new SequenceLayerNorm(width),
        NormKind.Batch => new SequenceBatchNorm(width),
        NormKind.None => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There are three kinds: Layer, Batch, None."),
    };

    /// <summary>Normalises.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="real">
    /// [B, T] booleans, true for a token and false for padding; null when there is no padding.
    /// </param>
    /// <returns>[B, T, C].</returns>
    public abstract override Tensor forward(Tensor x, Tensor? real);
}
