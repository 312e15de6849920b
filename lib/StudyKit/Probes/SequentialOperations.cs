namespace StudyKit.Probes;

/// <summary>
/// Counts the layer calls of one pass that wait for one another ("sequential operations", "Attention Is All You Need",
/// Table 1): each call of a linear, convolutional or normalizing layer of torch's counts one, a recurrent layer one for
/// each place of its input.
/// </summary>
/// <remarks>
/// Not the depth itself: layers side by side (an encoder's two directions) are counted one after the other, and
/// functions without weights not at all. What matters is how the number grows with the length: not at all, or with it.
/// </remarks>
public sealed class SequentialOperations : IDisposable
{
    private readonly List<Action> _detach = [];

    /// <summary>Attaches to every layer with weights.</summary>
    /// <param name="model">Any module.</param>
    public SequentialOperations(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (Module layer in model.modules().Append(model).Distinct())
        {
            switch (layer)
            {
                case Linear linear: Attach(linear.register_forward_hook((_, _, y) => Counted(y)).remove); break;
                case LayerNorm norm: Attach(norm.register_forward_hook((_, _, y) => Counted(y)).remove); break;
                case Conv1d conv: Attach(conv.register_forward_hook((_, _, y) => Counted(y)).remove); break;
                case Conv2d conv: Attach(conv.register_forward_hook((_, _, y) => Counted(y)).remove); break;
                case GRUCell cell: Attach(cell.register_forward_hook((_, _, _, y) => Counted(y)).remove); break;
                case GRU gru:
                    Attach(gru.register_forward_hook((_, x, _, y) => { Count += x.shape[1]; return y; }).remove);
                    break;
                default: break;
            }
        }
    }

    /// <summary>The operations since the probe was attached or <see cref="Count"/> was set to 0.</summary>
    public long Count { get; set; }

    /// <summary>Detaches from the model.</summary>
    public void Dispose()
    {
        foreach (Action detach in _detach) detach();
        _detach.Clear();
    }

    private void Attach(Action detach) => _detach.Add(detach);

    private Tensor Counted(Tensor output)
    {
        Count++;
        return output;
    }
}
