namespace StudyKit.Training.Optimization;

/// <summary>
/// All trainable parameters of a module laid end to end in one tensor, and their gradients in another. The module's
/// parameters become views of them, so one operation updates, clips, zeroes, averages or sends all of them.
/// </summary>
/// <remarks>
/// Backward adds to a gradient that is there in place, which keeps the views intact. Make this after the module was
/// moved to its device: a move replaces the parameters (STYLE 4.7). <see cref="CheckViews"/> notices both.
/// </remarks>
public sealed class FlatParameters : IDisposable
{
    private readonly Parameter[] _parameters;

    /// <summary>Lays the module's trainable parameters out; their values stay the same.</summary>
    /// <param name="module">The module, already on its device. Parameters that want no gradient are left alone.</param>
    /// <exception cref="ArgumentException">
    /// When nothing is trainable, types or devices differ, or two parameters share their memory.
    /// </exception>
    public FlatParameters(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        (string Name, Parameter Value)[] named =
        [
            .. module.named_parameters().Where(p => p.parameter.requires_grad).Select(p => (p.name, p.parameter)),
        ];
        RequireOneKind(module, named);
        _parameters = [.. named.Select(p => p.Value)];
        Slices = Lay(named);
        Count = Slices.Sum(slice => slice.Count);

        using DisposeScope scope = NewDisposeScope();
        Tensor data = empty(Count, dtype: _parameters[0].dtype, device: _parameters[0].device);
        Tensor gradient = zeros_like(data);
        using (no_grad())
        {
            for (int i = 0; i < _parameters.Length; i++)
            {
                Tensor view = View(data, Slices[i]);
                view.copy_(_parameters[i]);
                _parameters[i].set_(view);
                _parameters[i].grad = View(gradient, Slices[i]);
            }
        }

        Data = data.DetachFromDisposeScope();
        Gradient = gradient.DetachFromDisposeScope();
    }

    /// <summary>All values, [N]. Owned by this object.</summary>
    public Tensor Data { get; }

    /// <summary>All gradients, [N]. Owned by this object.</summary>
    public Tensor Gradient { get; }

    /// <summary>The parameters in the order of the buffers.</summary>
    public IReadOnlyList<ParameterSlice> Slices { get; }

    /// <summary>How many trainable numbers there are (N).</summary>
    public long Count { get; }

    /// <summary>One parameter's part of a flat tensor.</summary>
    /// <param name="flat">A tensor [N] laid out like <see cref="Data"/>.</param>
    /// <param name="slice">The parameter.</param>
    /// <returns>A view with the parameter's shape; the caller disposes it.</returns>
    public static Tensor View(Tensor flat, ParameterSlice slice)
    {
        ArgumentNullException.ThrowIfNull(flat);
        ArgumentNullException.ThrowIfNull(slice);
        using Tensor part = flat.narrow(0, slice.Offset, slice.Count);
        return part.view([.. slice.Shape]);
    }

    /// <summary>Sets all gradients to zero.</summary>
    public void ZeroGradient()
    {
        // zero_ returns a second object for the same tensor; most other in-place operations return the tensor itself.
        using (no_grad())
        using (NewDisposeScope()) Gradient.zero_();
    }

    /// <summary>The length of the whole gradient, √Σg².</summary>
    public double GradientNorm()
    {
        using (no_grad())
        {
            using Tensor norm = Gradient.norm();
            return norm.ToDouble();
        }
    }

    /// <summary>
    /// Notices parameters that no longer lie in the buffers: training would go on without changing them.
    /// </summary>
    /// <exception cref="InvalidOperationException">Names the parameter and says what to do.</exception>
    public void CheckViews()
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].IsInvalid)
            {
                throw new InvalidOperationException($"'{Slices[i].Name}' was replaced after its optimizer was made: " +
                    "moving a module to another device or type does that. Move the module first, then make " +
                    "the trainer.");
            }

            using Tensor? gradient = _parameters[i].grad;
            if (gradient is null || !IsView(gradient, Gradient, Slices[i]) || !IsView(_parameters[i], Data, Slices[i]))
            {
                throw new InvalidOperationException($"'{Slices[i].Name}' no longer shares the optimizer's memory, so " +
                    "it would not be trained. Do not set gradients to null and do not assign parameters while a " +
                    "trainer lives; copy values in place.");
            }
        }
    }

    /// <summary>
    /// Frees the buffers. The parameters keep the memory of their values alive as long as they need it.
    /// </summary>
    public void Dispose()
    {
        Gradient.Dispose();
        Data.Dispose();
    }

    // A tensor of its own starts at offset 0, so the offset tells all slices apart but the first.
    private static bool IsView(Tensor tensor, Tensor flat, ParameterSlice slice) =>
        tensor.storage_offset() == slice.Offset && (slice.Offset > 0 || flat.device_type != DeviceType.CPU
            || FlatMemory.Address(tensor) == FlatMemory.Address(flat));

    private static List<ParameterSlice> Lay((string Name, Parameter Value)[] named)
    {
        List<ParameterSlice> slices = [];
        long offset = 0;
        foreach ((string name, Parameter value) in named)
        {
            slices.Add(new ParameterSlice(name, offset, value.numel(), value.shape));
            offset += value.numel();
        }

        return slices;
    }

    private static void RequireOneKind(nn.Module module, (string Name, Parameter Value)[] named)
    {
        if (named.Length == 0)
        {
            throw new ArgumentException("The module has no trainable parameter. A layer counts when it is a field of " +
                "its module and RegisterComponents() is the constructor's last line; a module built inside a dispose " +
                "scope loses its parameters.", nameof(module));
        }

        (string first, Parameter pattern) = named[0];
        HashSet<IntPtr> seen = [];
        foreach ((string name, Parameter value) in named)
        {
            if (value.dtype != pattern.dtype || value.device.ToString() != pattern.device.ToString())
            {
                throw new ArgumentException($"All parameters must have one type and device. '{first}' is " +
                    $"{pattern.dtype} on {pattern.device}, '{name}' is {value.dtype} on {value.device}.",
                    nameof(module));
            }

            if (value.numel() > 0 && !seen.Add(FlatMemory.Address(value)))
            {
                throw new ArgumentException($"'{name}' shares its memory with another parameter and would be updated " +
                    "twice a step. Tie weights in the forward pass: functional.linear(x, embedding.weight).",
                    nameof(module));
            }
        }
    }
}
