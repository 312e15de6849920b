namespace StudyKit.Models.Gpt2;

/// <summary>
/// Other first weights for a GPT-2 that is a few dozen numbers wide and trains for minutes. With N(0, 0.02²) it stays
/// at the frequencies of tokens all that time; with these it learns to read examples.
/// </summary>
/// <remarks>
/// Differs from the paper: positions begin as sinusoids (Vaswani et al., 2017, §3.5, with frequencies from π to π/P),
/// so that near places are alike; queries and keys begin larger, so that heads look somewhere at all, and what
/// writes to the residual stream smaller, so that it does not drown the tokens.
/// </remarks>
public static class SmallStart
{
    /// <summary>Draws all matrices anew: N(0, (factor / √C)²), C being what the matrix reads.</summary>
    /// <param name="model">The model, before training.</param>
    /// <param name="words">Standard deviation of the token table.</param>
    /// <param name="positions">
    /// Amplitude of the sinusoids; where they say nothing, as in a fixed form, <paramref name="waves"/> is false and it
    /// is their standard deviation.
    /// </param>
    /// <param name="looks">Factor of queries, keys and values.</param>
    /// <param name="writes">Factor of what writes to the residual stream.</param>
    /// <param name="waves">Whether positions begin as sinusoids.</param>
    public static void Apply(
        Gpt2ForLanguageModel model, double words = 0.3, double positions = 0.3, double looks = 2, double writes = 0.3,
        bool waves = true)
    {
        ArgumentNullException.ThrowIfNull(model);
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((string name, Parameter matrix) in model.named_parameters().Where(p => p.parameter.dim() == 2))
        {
            if (waves && name.EndsWith("wpe.weight", StringComparison.Ordinal))
                matrix.copy_(Waves(matrix.shape[0], matrix.shape[1], positions));
            else
                init.normal_(matrix, 0, Deviation(name, matrix.shape[0]));
        }

        double Deviation(string name, long reads) =>
            name.EndsWith("wte.weight", StringComparison.Ordinal) ? words
            : name.EndsWith("wpe.weight", StringComparison.Ordinal) ? positions
            : (name.EndsWith("c_attn.weight", StringComparison.Ordinal) ? looks
                : name.EndsWith("c_proj.weight", StringComparison.Ordinal) ? writes : 1) / Math.Sqrt(reads);
    }

    /// <summary>Sinusoids of frequencies π · P^(−2i/C): the fastest changes sign from each place to the next.</summary>
    /// <param name="places">P.</param>
    /// <param name="width">C.</param>
    /// <param name="amplitude">Their largest value.</param>
    /// <returns>[P, C].</returns>
    internal static Tensor Waves(long places, long width, double amplitude)
    {
        float[] table = new float[places * width];
        for (long t = 0; t < places; t++)
        {
            for (long i = 0; i < width; i++)
            {
                double angle = t * Math.PI / Math.Pow(places, (double)(i / 2 * 2) / width);
                table[t * width + i] = (float)(amplitude * (i % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle)));
            }
        }

        return tensor(table, [places, width]);
    }
}
