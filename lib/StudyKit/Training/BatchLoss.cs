namespace StudyKit.Training;

/// <summary>What a loss function gives the trainer for one batch.</summary>
/// <param name="Loss">The mean loss, a scalar that depends on the parameters.</param>
/// <param name="Count">
/// Over how many things the mean was taken (target tokens, images). Batches that are accumulated into one update weigh
/// by it, so that 64 small batches give the gradient of the one large batch; speed is counted in it as well.
/// </param>
public readonly record struct BatchLoss(Tensor Loss, double Count = 1)
{
    /// <summary>A loss in which every batch weighs the same.</summary>
    public static implicit operator BatchLoss(Tensor loss) => new(loss);

    /// <summary>A mean loss and over how many things it was taken.</summary>
    public static implicit operator BatchLoss((Tensor Loss, double Count) pair) => new(pair.Loss, pair.Count);

    /// <summary>A loss in which every batch weighs the same.</summary>
    public static BatchLoss FromTensor(Tensor loss) => loss;

    /// <summary>A mean loss and over how many things it was taken.</summary>
    public static BatchLoss FromValueTuple((Tensor Loss, double Count) pair) => pair;
}
