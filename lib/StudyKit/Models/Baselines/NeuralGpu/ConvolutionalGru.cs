namespace StudyKit.Models.Baselines.NeuralGpu;

/// <summary>
/// A gated recurrent unit whose products are convolutions over an image; with a tape, which it reads at every step.
/// </summary>
/// <remarks>
/// "Can Active Memory Replace Attention?" (Kaiser and Bengio, 2016, arXiv 1610.08613), §2 and §3; without a tape the
/// terms in p are absent:
/// <code>
/// CGRU(s, p) = u ⊗ s + (1 − u) ⊗ tanh(U ∗ (r ⊗ s) + W ∗ p + B)
/// u = σ(U' ∗ s + W' ∗ p + B'),   r = σ(U'' ∗ s + W'' ∗ p + B'')
/// </code>
/// <para>Differs from the paper: no gate cut-off, which lets u reach 1 there. B' starts at 3 instead, so that a fresh
/// unit still holds a sixth of what it was given after 38 applications (at 1 it would be 6 millionths, and neither word
/// nor gradient would arrive).</para>
/// </remarks>
internal sealed class ConvolutionalGru : Module<Tensor, Tensor?, Tensor>
{
    private readonly Conv2d gates;
    private readonly Conv2d candidate;
    private readonly Conv2d? tape;
    private readonly int _maps;

    public ConvolutionalGru(int maps, int kernel, bool readsTape)
        : base(nameof(ConvolutionalGru))
    {
        _maps = maps;
        gates = Conv2d(maps, 2 * maps, kernel, padding: kernel / 2);
        candidate = Conv2d(maps, maps, kernel, padding: kernel / 2);
        if (readsTape) tape = Conv2d(maps, 3 * maps, kernel, padding: kernel / 2, bias: false);
        RegisterComponents();
        foreach (Conv2d conv in new[] { gates, candidate, tape }.OfType<Conv2d>())
        {
            init.normal_(conv.weight!, 0, 1 / Math.Sqrt(maps * kernel * kernel));
        }

        using (no_grad())
        {
            gates.bias!.narrow(0, 0, maps).fill_(3);
            gates.bias!.narrow(0, maps, maps).fill_(1);
            candidate.bias!.zero_();
        }
    }

    /// <summary>One application.</summary>
    /// <param name="s">[B, M, N, W], the image.</param>
    /// <param name="p">[B, M, N, W], the tape; null for a unit without.</param>
    /// <returns>[B, M, N, W].</returns>
    public override Tensor forward(Tensor s, Tensor? p)
    {
        Tensor both = gates.call(s);
        Tensor? read = p is null ? null : tape!.call(p);
        if (read is not null) both = both + read.narrow(1, 0, 2 * _maps);
        Tensor u = both.narrow(1, 0, _maps).sigmoid(), r = both.narrow(1, _maps, _maps).sigmoid();
        Tensor next = candidate.call(r * s);
        if (read is not null) next = next + read.narrow(1, 2 * _maps, _maps);
        return u * s + (1 - u) * next.tanh();
    }
}
