using System.Text.RegularExpressions;
using StudyKit.Nn.Attention;

namespace StudyKit.Probes;

/// <summary>
/// Records the weights of every attention in a model while it is attached, and costs nothing before and after.
/// It knows no model: it finds the layers that offer their weights.
/// </summary>
/// <example><code>
/// using AttentionProbe probe = new(model);
/// model.call(source, target);
/// double[,] weights = probe["decoder.layers.1.multihead_attn"].Head(sentence: 0, head: 3);
/// </code></example>
public sealed partial class AttentionProbe : IDisposable
{
    private readonly List<(IAttentionSource Source, Action<Tensor>? Before)> _attached = [];
    private readonly Dictionary<string, AttentionWeights> _weights = [];

    /// <summary>Attaches to all attentions of a model.</summary>
    /// <param name="model">Any module; its attentions are found by <see cref="IAttentionSource"/>.</param>
    /// <exception cref="ArgumentException">The model has no attention that offers its weights.</exception>
    public AttentionProbe(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach ((string name, Module module) in model.named_modules())
        {
            if (module is not IAttentionSource source) continue;
            _attached.Add((source, source.Recorder));
            source.Recorder = weights => Keep(name, weights);
        }

        if (_attached.Count == 0)
        {
            throw new ArgumentException($"The model has no attention to record. Received a {model.GetName()} whose " +
                $"modules implement no {nameof(IAttentionSource)}.", nameof(model));
        }
    }

    /// <summary>
    /// Names of the attentions that were called, in the order of their first call: <c>encoder.layers.0.self_attn</c>, …
    /// </summary>
    public IReadOnlyCollection<string> Names => _weights.Keys;

    /// <summary>The weights of an attention's last call.</summary>
    /// <param name="name">Its place in the model.</param>
    /// <exception cref="KeyNotFoundException">No attention of that name was called.</exception>
    public AttentionWeights this[string name] => _weights.TryGetValue(name, out AttentionWeights? weights)
        ? weights
        : throw new KeyNotFoundException($"No attention '{name}' was called while the probe was attached. Recorded: " +
            $"{(_weights.Count > 0 ? string.Join(", ", _weights.Keys) : "none; call the model first")}.");

    /// <summary>
    /// The kinds of attention that were called: names with the layer's number replaced by a star,
    /// <c>encoder.layers.*.self_attn</c>.
    /// </summary>
    public IReadOnlyList<string> Kinds => [.. _weights.Keys.Select(KindOf).Distinct()];

    /// <summary>
    /// The weights of one sentence in all layers and heads of one kind of attention, with its tokens: to draw, or to
    /// write as JSON.
    /// </summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="sentence">Which sentence of the batch.</param>
    /// <param name="queries">The tokens that ask, without trailing padding.</param>
    /// <param name="keys">The tokens that are looked at, without trailing padding; the queries when null.</param>
    /// <exception cref="ArgumentException">No such kind or sentence, or more tokens than positions.</exception>
    public SentenceAttention Sentence(
        string kind, int sentence, IReadOnlyList<string> queries, IReadOnlyList<string>? keys = null)
    {
        ArgumentNullException.ThrowIfNull(queries);
        keys ??= queries;
        string[] layers = [.. _weights.Keys.Where(name => KindOf(name) == kind)];
        if (layers.Length == 0)
        {
            throw new ArgumentException(
                $"kind must be one of those that were called: {string.Join(", ", Kinds)}. Received '{kind}'.",
                nameof(kind));
        }

        AttentionWeights first = _weights[layers[0]];
        if (sentence < 0 || sentence >= first.Sentences)
        {
            throw new ArgumentOutOfRangeException(
                nameof(sentence), sentence, $"The batch had {first.Sentences} sentences.");
        }

        if (queries.Count > first.Queries || keys.Count > first.Keys)
        {
            throw new ArgumentException($"There are {first.Queries} query and {first.Keys} key positions. Received " +
                $"{queries.Count} and {keys.Count} tokens; count start and end tokens as the model saw them.",
                nameof(queries));
        }

        using DisposeScope scope = NewDisposeScope();
        // [layer, head, query, key]
        Tensor weights = stack(layers.Select(
            name => _weights[name].Values.select(0, sentence).narrow(1, 0, queries.Count).narrow(2, 0, keys.Count)));
        return new SentenceAttention(
            kind, layers, [.. queries], [.. keys], first.Heads, weights.contiguous().data<float>().ToArray());
    }

    /// <summary>Detaches from the model and frees what was recorded.</summary>
    public void Dispose()
    {
        foreach ((IAttentionSource source, Action<Tensor>? before) in _attached) source.Recorder = before;
        foreach (AttentionWeights weights in _weights.Values) weights.Dispose();
        _weights.Clear();
    }

    private void Keep(string name, Tensor weights)
    {
        if (_weights.Remove(name, out AttentionWeights? last)) last.Dispose();
        // The call's dispose scope frees the original; the probe owns its copy.
        _weights[name] =
            new AttentionWeights(weights.detach().to(ScalarType.Float32).cpu().clone().DetachFromDisposeScope());
    }

    private static string KindOf(string name) => LayerNumber().Replace(name, "*");

    [GeneratedRegex(@"(?<=^|\.)\d+(?=\.|$)")]
    private static partial Regex LayerNumber();
}
