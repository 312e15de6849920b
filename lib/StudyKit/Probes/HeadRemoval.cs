using StudyKit.Nn.Attention;

namespace StudyKit.Probes;

/// <summary>
/// Takes heads out of a model: what they write is zero until this is disposed. Other heads stay as they are.
/// </summary>
/// <remarks>
/// Each head's result passes through weights of its own (<see cref="IHeadOutput"/>); zeros there silence it.
/// </remarks>
public sealed class HeadRemoval : IDisposable
{
    private readonly List<(Tensor Rows, Tensor Kept)> _silenced = [];

    /// <summary>Silences heads.</summary>
    /// <param name="model">
    /// A model whose attention is <see cref="IHeadOutput"/>: every GPT, BERT, and the Transformer.
    /// </param>
    /// <param name="removed">Attention's name and head's number, as <see cref="InductionProbe"/> gives them.</param>
    /// <exception cref="ArgumentException">The model has no such attention or head.</exception>
    public HeadRemoval(Module model, IEnumerable<(string Attention, int Head)> removed)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(removed);
        Dictionary<string, IHeadOutput> attentions = model.named_modules().Where(m => m.module is IHeadOutput)
            .ToDictionary(m => m.name, m => (IHeadOutput)m.module);
        (string Attention, int Head)[] all = [.. removed.Distinct()];
        foreach ((string attention, int head) in all)
        {
            if (Of(attentions, attention) is not { } found)
            {
                throw new ArgumentException(
                    $"The model has no attention '{attention}'. It has {string.Join(", ", attentions.Keys)}.",
                    nameof(removed));
            }

            if (head < 0 || head >= found.Heads)
            {
                throw new ArgumentException(
                    $"A head's number lies between 0 and {found.Heads - 1}. Received {head} of '{attention}'.",
                    nameof(removed));
            }
        }

        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((string attention, int head) in all)
        {
            Tensor rows = Of(attentions, attention)!.HeadOutput(head).DetachFromDisposeScope();
            _silenced.Add((rows, rows.clone().DetachFromDisposeScope()));
            rows.zero_();
        }
    }

    /// <summary>
    /// The output of the attention of that name. Where weights are computed by a part of it (BERT's
    /// <c>attention.self</c>), the output belongs to the whole, <c>attention</c>.
    /// </summary>
    internal static IHeadOutput? Of(IReadOnlyDictionary<string, IHeadOutput> attentions, string name) =>
        attentions.GetValueOrDefault(name)
        ?? attentions.FirstOrDefault(one => name.StartsWith(one.Key + ".", StringComparison.Ordinal)).Value;

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
