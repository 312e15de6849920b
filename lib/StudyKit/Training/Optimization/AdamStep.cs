using System.Numerics;

namespace StudyKit.Training.Optimization;

/// <summary>The constants of one Adam update, and the update itself over a stretch of memory.</summary>
/// <param name="Beta1">β₁.</param>
/// <param name="Beta2">β₂.</param>
/// <param name="Rest1">1 − β₁.</param>
/// <param name="Rest2">1 − β₂.</param>
/// <param name="RootScale">1 / √(1 − β₂ᵗ).</param>
/// <param name="Epsilon">ε.</param>
/// <param name="Rate">−lr / (1 − β₁ᵗ).</param>
/// <param name="GradientScale">A factor on the gradients.</param>
/// <param name="LearningRate">lr.</param>
/// <param name="Decoupled">Whether weight decay stays out of the gradient.</param>
internal readonly record struct AdamStep(
    float Beta1, float Beta2, float Rest1, float Rest2, float RootScale, float Epsilon, float Rate, float GradientScale,
    float LearningRate, bool Decoupled)
{
    /// <summary>
    /// Updates <paramref name="count"/> parameters. The result does not depend on how the memory is cut or how wide the
    /// vectors are.
    /// </summary>
    public unsafe void Apply(float* data, float* gradient, float* first, float* second, long count, float decay)
    {
        float shrink = Decoupled ? 1 - LearningRate * decay : 1;
        float added = Decoupled ? 0 : decay;
        long i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> value = Vector.Load(data + i) * new Vector<float>(shrink);
            Vector<float> slope =
                Vector.Load(gradient + i) * new Vector<float>(GradientScale) + value * new Vector<float>(added);
            Vector<float> m = Vector.Load(first + i) * new Vector<float>(Beta1) + slope * new Vector<float>(Rest1);
            Vector<float> v =
                Vector.Load(second + i) * new Vector<float>(Beta2) + slope * slope * new Vector<float>(Rest2);
            Vector.Store(m, first + i);
            Vector.Store(v, second + i);
            Vector.Store(
                value + new Vector<float>(Rate) * m
                    / (Vector.SquareRoot(v) * new Vector<float>(RootScale) + new Vector<float>(Epsilon)), data + i);
        }

        for (; i < count; i++)
        {
            float value = data[i] * shrink;
            float slope = gradient[i] * GradientScale + value * added;
            first[i] = first[i] * Beta1 + slope * Rest1;
            second[i] = second[i] * Beta2 + slope * slope * Rest2;
            data[i] = value + Rate * first[i] / (MathF.Sqrt(second[i]) * RootScale + Epsilon);
        }
    }
}
