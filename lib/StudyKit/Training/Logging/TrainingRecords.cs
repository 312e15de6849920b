using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyKit.Training.Logging;

/// <summary>
/// What a caller measures during a training (the gradient flow every 50 steps, an attention map after each evaluation)
/// and
/// wants to have whole after the training was stopped and resumed: it is saved with each checkpoint. A list that a
/// <see cref="Trainer{TBatch}.StepEnded"/> handler fills for itself loses the steps before the stop.
/// </summary>
/// <example><code>
/// trainer.GradientsReady += end => { if (end.Step % 50 == 0) trainer.Records.Add("flow", end.Step, end.GradientNorm);
/// };
/// trainer.Run();
/// double[][] flow = [.. trainer.Records["flow"]];   // one row [step, norm] for each call, also those before a stop
/// </code></example>
public sealed class TrainingRecords : IDisposable
{
    private static readonly JsonSerializerOptions Json =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly SortedDictionary<string, List<double[]>> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<Tensor>> _tensors = new(StringComparer.Ordinal);

    /// <summary>The rows of numbers recorded under a name, in order; none when there are none.</summary>
    /// <param name="name">The name.</param>
    public IReadOnlyList<double[]> this[string name] => _rows.GetValueOrDefault(name, []);

    /// <summary>The names under which there are numbers.</summary>
    public IReadOnlyCollection<string> Names => _rows.Keys;

    internal bool HasTensors => _tensors.Count > 0;

    /// <summary>Records one row of numbers.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="values">The numbers; NaN and infinities are kept as they are.</param>
    public void Add(string name, params double[] values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        if (!_rows.TryGetValue(name, out List<double[]>? rows)) _rows[name] = rows = [];
        rows.Add([.. values]);
    }

    /// <summary>Records a tensor: a copy on the processor, which belongs to these records.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">Any shape.</param>
    public void Add(string name, Tensor value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        using (no_grad())
        using (NewDisposeScope())
        {
            Take(name, value.detach().cpu().contiguous().clone().DetachFromDisposeScope());
        }
    }

    /// <summary>The tensors recorded under a name, in order. They belong to these records and live as long as the
    /// trainer.</summary>
    /// <param name="name">The name.</param>
    public IReadOnlyList<Tensor> Tensors(string name) => _tensors.GetValueOrDefault(name, []);

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in _tensors.Values.SelectMany(list => list)) tensor.Dispose();
        _tensors.Clear();
    }

    internal static TrainingRecords Parse(string numbers)
    {
        TrainingRecords records = new();
        foreach ((string name, double[][] rows) in JsonSerializer.Deserialize<Dictionary<string,
            double[][]>>(numbers, Json) ?? []) records._rows[name] = [.. rows];
        return records;
    }

    /// <summary>The rows of numbers, as text.</summary>
    internal string NumbersToText() => JsonSerializer.Serialize(_rows, Json);

    /// <summary>All tensors with a name of their own.</summary>
    internal IEnumerable<(string Name, int Number, Tensor Value)> AllTensors() =>
        _tensors.SelectMany(entry => entry.Value.Select((value, i) => (entry.Key, i, value)));

    internal void Take(string name, Tensor owned)
    {
        if (!_tensors.TryGetValue(name, out List<Tensor>? list)) _tensors[name] = list = [];
        list.Add(owned);
    }
}
