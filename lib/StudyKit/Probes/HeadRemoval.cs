namespace StudyKit.Probes;

/// <summary>Takes heads out of a GPT: what they write to the residual stream is zero until this is disposed. Other heads stay as they are.</summary>
/// <remarks>A head's result takes rows h·D to (h + 1)·D of <c>c_proj.weight</c> [C, C], which is stored transposed, so zeros there silence it.</remarks>
public sealed class HeadRemoval : IDisposable
{
    private readonly List<(Tensor Rows, Tensor Kept)> _silenced = [];

    /// <summary>Silences heads.</summary>
    /// <param name="model">A GPT, GPT-2 or GPT-3.</param>
    /// <param name="heads">H, in each of its attentions.</param>
    /// <param name="removed">Attention's name and head's number, as <see cref="InductionProbe"/> gives them.</param>
    /// <exception cref="ArgumentException">The model has no such attention or head.</exception>
    public HeadRemoval(Module model, int heads, IEnumerable<(string Attention, int Head)> removed)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(removed);
        Dictionary<string, Parameter> projections = model.named_parameters().Where(p => p.name.EndsWith("attn.c_proj.weight", StringComparison.Ordinal)).ToDictionary(p => p.name, p => p.parameter);
        (string Attention, int Head)[] all = [.. removed.Distinct()];
        foreach ((string attention, int head) in all)
        {
            if (!projections.TryGetValue(attention + ".c_proj.weight", out Parameter? weight)) throw new ArgumentException($"The model has no attention '{attention}' with a c_proj. It has {string.Join(", ", projections.Keys)}.", nameof(removed));
            if (heads < 1 || weight.shape[0] % heads != 0 || head < 0 || head >= heads) throw new ArgumentException($"A head's number lies between 0 and {heads - 1}, and the width {weight.shape[0]} is a multiple of the number of heads. Received head {head} of {heads}.", nameof(removed));
        }

        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((string attention, int head) in all)
        {
            Parameter weight = projections[attention + ".c_proj.weight"];
            long width = weight.shape[0] / heads;
            Tensor rows = weight.narrow(0, head * width, width).DetachFromDisposeScope();
            _silenced.Add((rows, rows.clone().DetachFromDisposeScope()));
            rows.zero_();
        }
    }

    /// <summary>Puts the heads back.</summary>
    public void Dispose()
    {
        using IDisposable frozen = no_grad();
        foreach ((Tensor rows, Tensor kept) in _silenced)
        {
            rows.copy_(kept);
            rows.Dispose();
            kept.Dispose();
        }

        _silenced.Clear();
    }
}
