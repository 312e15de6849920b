namespace StudyKit.Models.Bert;

/// <summary>How weights start: N(0, σ²) for matrices and tables, zero for biases; norms stay as built.</summary>
internal static class BertStart
{
    public static void Initialize(Module module, double deviation)
    {
        using IDisposable off = no_grad();
        foreach ((string name, Parameter parameter) in module.named_parameters())
        {
            if (parameter.dim() > 1) init.normal_(parameter, 0, deviation);
            else if (name.EndsWith("bias", StringComparison.Ordinal)) init.zeros_(parameter);
        }
    }
}
