using StudyKit.Contracts;
using StudyKit.Nn.Attention;

namespace StudyKit.Probes;

/// <summary>What a model's attentions did while it read some sentences, each alone.</summary>
internal sealed class AttentionReading : IDisposable
{
    private readonly List<float[]> _weights = [];
    private readonly List<float[]> _vectors = [];
    private readonly List<int> _widths = [];

    /// <summary>Has the model read.</summary>
    public AttentionReading(Module model, ReadSentence[] sentences, bool neurons)
    {
        Sentences = [.. sentences.Select(Texts)];
        bool wasTraining = model.training;
        model.eval();
        try
        {
            using IDisposable frozen = no_grad();
            foreach (ReadSentence sentence in sentences) Read(model, sentence, neurons);
        }
        finally
        {
            model.train(wasTraining);
        }
    }

    public IReadOnlyList<AttentionSentence> Sentences { get; }

    public IReadOnlyList<AttentionLayer> Layers { get; private set; } = [];

    /// <summary>The layers' places in the model.</summary>
    public IReadOnlyList<string> Paths { get; private set; } = [];

    /// <summary>What the model predicted of each sentence, [places, V] as probabilities.</summary>
    public List<Tensor> Predictions { get; } = [];

    /// <summary>How many weights each sentence has.</summary>
    public IEnumerable<int> Lengths => _weights.Select(weights => weights.Length);

    public float[] Weights() => [.. _weights.SelectMany(one => one)];

    public AttentionVectors Vectors() => AttentionRounding.Vectors(_widths, _vectors);

    public static AttentionSentence Texts(ReadSentence sentence) => new(
        sentence.Source is { } source ? [sentence.Tokens, source] : [sentence.Tokens], sentence.Boundary);

    /// <summary>Logits as probabilities, one row a place.</summary>
    public static Tensor Probabilities(Tensor logits)
    {
        if (logits.dim() is < 2 or > 3 || logits.shape[0] != 1)
        {
            throw new ArgumentException("A sentence's Read returns what the model predicts: logits [1, T, V] or " +
                $"[1, V]. Received [{string.Join(", ", logits.shape)}]; read one sentence at a time.", nameof(logits));
        }

        Tensor rows = logits.reshape(-1, logits.shape[^1]).to(ScalarType.Float32).cpu();
        return functional.softmax(rows, -1).DetachFromDisposeScope();
    }

    public void Dispose()
    {
        foreach (Tensor one in Predictions) one.Dispose();
    }

    private void Read(Module model, ReadSentence sentence, bool neurons)
    {
        using DisposeScope scope = NewDisposeScope();
        using AttentionProbe probe = new(model);
        using ComparisonProbe? comparisons = neurons ? new ComparisonProbe(model) : null;
        Predictions.Add(Probabilities(sentence.Read()));
        bool hasSource = sentence.Source is not null;
        AttentionLayer[] layers =
        [
            .. probe.Names.Select(path => AttentionNaming.Layer(path, probe[path].Heads, hasSource)),
        ];
        if (Layers.Count > 0 && !layers.SequenceEqual(Layers))
        {
            throw new ArgumentException("All sentences are read by the same layers, all with a source or all without." +
                $" Received {string.Join(", ", Layers.Select(layer => layer.Name))} and then " +
                $"{string.Join(", ", layers.Select(layer => layer.Name))}.", nameof(sentence));
        }

        (Layers, Paths) = (layers, [.. probe.Names]);
        IReadOnlyList<IReadOnlyList<string>> texts = Texts(sentence).Texts;
        List<float> all = [];
        foreach ((AttentionLayer layer, string path) in layers.Zip(Paths))
        {
            AttentionWeights weights = probe[path];
            (int queries, int keys) = (texts[layer.Queries].Count, texts[layer.Keys].Count);
            if (weights.Sentences != 1 || weights.Queries != queries || weights.Keys != keys)
            {
                throw new ArgumentException($"{layer.Name} compared {weights.Queries} queries with {weights.Keys} " +
                    $"keys in a batch of {weights.Sentences}. Received {queries} and {keys} tokens of one sentence; " +
                    "name every position that the model saw, start, end and padding too.", nameof(sentence));
            }

            all.AddRange(weights.Values.data<float>());
        }

        _weights.Add([.. all]);
        if (comparisons is not null) Keep(comparisons);
    }

    private void Keep(ComparisonProbe comparisons)
    {
        bool isFirst = _widths.Count == 0;
        for (int layer = 0; layer < Layers.Count; layer++)
        {
            (Tensor Q, Tensor K)? found = comparisons.Of(Paths[layer]);
            if (isFirst) _widths.Add((int)(found?.Q.shape[3] ?? 0));
            for (int head = 0; head < Layers[layer].Heads; head++)
            {
                _vectors.Add(found is { } one ? [.. one.Q[0, head].contiguous().data<float>()] : []);
                _vectors.Add(found is { } other ? [.. other.K[0, head].contiguous().data<float>()] : []);
            }
        }
    }
}

/// <summary>Records the queries and keys of a model's attentions while it is attached.</summary>
internal sealed class ComparisonProbe : IDisposable
{
    private readonly List<(IComparisonSource Source, Action<Tensor, Tensor>? Before)> _attached = [];
    private readonly Dictionary<string, (Tensor Q, Tensor K)> _found = [];

    public ComparisonProbe(Module model)
    {
        foreach ((string name, Module module) in model.named_modules())
        {
            if (module is not IComparisonSource source) continue;
            _attached.Add((source, source.Comparisons));
            source.Comparisons = (q, k) => Keep(name, q, k);
        }
    }

    /// <summary>Queries [1, H, T, D] and keys [1, H, S, D] of the last call; null where they are not offered.</summary>
    public (Tensor Q, Tensor K)? Of(string name) => _found.TryGetValue(name, out (Tensor, Tensor) found) ? found : null;

    public void Dispose()
    {
        foreach ((IComparisonSource source, Action<Tensor, Tensor>? before) in _attached) source.Comparisons = before;
        foreach ((Tensor q, Tensor k) in _found.Values)
        {
            q.Dispose();
            k.Dispose();
        }
    }

    private void Keep(string name, Tensor q, Tensor k)
    {
        if (_found.Remove(name, out (Tensor Q, Tensor K) last))
        {
            last.Q.Dispose();
            last.K.Dispose();
        }

        _found[name] = (Copy(q), Copy(k));
    }

    private static Tensor Copy(Tensor one) =>
        one.detach().to(ScalarType.Float32).cpu().clone().DetachFromDisposeScope();
}
