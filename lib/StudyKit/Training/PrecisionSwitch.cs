namespace StudyKit.Training;

/// <summary>Sets how libtorch multiplies matrices on a card, and sets it back.</summary>
internal sealed class PrecisionSwitch : IDisposable
{
    private readonly bool _products = backends.cuda.matmul.allow_tf32;
    private readonly bool _convolutions = backends.cudnn.allow_tf32;

    public PrecisionSwitch(Precision precision) => Set(precision == Precision.Tf32, precision == Precision.Tf32);

    public void Dispose() => Set(_products, _convolutions);

    private static void Set(bool products, bool convolutions)
    {
        backends.cuda.matmul.allow_tf32 = products;
        backends.cudnn.allow_tf32 = convolutions;
    }
}
