namespace StudyKit.Nn.Projections;

/// <summary>
/// x W + b with W [in, out]: the other way round than <c>nn.Linear</c>, as the published GPT weights are stored
/// ("Conv1D" in OpenAI's code, a convolution of width 1).
/// </summary>
public sealed class TransposedLinear : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;

    /// <summary>Builds the layer with weights from N(0, 0.02²) and zero biases, as GPT starts.</summary>
    /// <param name="inputs">Width of what goes in.</param>
    /// <param name="outputs">Width of what comes out.</param>
    /// <param name="hasBias">Whether there is a b.</param>
    public TransposedLinear(int inputs, int outputs, bool hasBias = true)
        : base(nameof(TransposedLinear))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        weight = Parameter(empty(inputs, outputs));
        if (hasBias) bias = Parameter(zeros(outputs));
        init.normal_(weight, 0, 0.02);
        RegisterComponents();
    }

    /// <summary>W [in, out], for those who look at parts of it.</summary>
    internal Parameter Weight => weight;

    /// <summary>x W + b.</summary>
    /// <param name="x">[…, in].</param>
    /// <returns>[…, out].</returns>
    public override Tensor forward(Tensor x) => functional.linear(x, weight.t(), bias);
}
